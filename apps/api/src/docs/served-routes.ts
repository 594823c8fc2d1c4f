import { RequestMethod } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { rightsOn } from '../access/index.js';
import type { Access, Route } from './route-doc.js';

/** Every route of these controllers, with the rights that open it, as their decorators say. */
export function servedRoutes(controllers: readonly Type[]): ReadonlyMap<Route, Access> {
  const routes = new Map<Route, Access>();
  for (const controller of controllers) {
    for (const handler of handlersOf(controller))
      routes.set(routeOf(controller, handler), rightsOn(controller, handler));
  }
  return routes;
}

function handlersOf({ prototype }: Type): readonly object[] {
  const values = Object.values(Object.getOwnPropertyDescriptors(prototype)).map(({ value }) => value as unknown);
  return values.filter((value): value is object => typeof value === 'function' && Reflect.hasMetadata('method', value));
}

function routeOf(controller: object, handler: object): Route {
  const method = RequestMethod[Reflect.getMetadata('method', handler) as number];
  const parts = [Reflect.getMetadata('path', controller), Reflect.getMetadata('path', handler)] as readonly string[];
  return `${method} /${parts.filter((part) => part !== '/').join('/')}` as Route;
}
