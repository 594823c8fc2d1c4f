import { readFileSync } from 'node:fs';
import { RequestMethod } from '@nestjs/common';
import { roles } from '#desk-store';
import { controllers } from '../../apps/api/src/controllers.js';
import { openApi } from '../../apps/api/testing/index.js';

const page = readFileSync('docs/http.md', 'utf8');
const told = new Map(
  [...page.matchAll(/^\| `([A-Z]+ \/(?:v1\/[^`]+|metrics))`\s+\| ([^|]+?)\s+\|/gm)].map(
    ([, route = '', roles = '']) => [route, roles],
  ),
);
const isAtTheDoor = (route: string): boolean => /\/(?:envelopes|batch|webhook|chat)$/.test(route);

describe('the page of the manual about HTTP', () => {
  it('tells of every route behind the door, and of no other', () => {
    const behind = [...told.keys()].filter((route) => !isAtTheDoor(route));
    expect(behind.sort()).toEqual([...servedRoutes().keys()].sort());
  });

  it('tells which roles may call each of them', () => {
    const behind = new Map([...told].filter(([route]) => !isAtTheDoor(route)));
    expect(behind).toEqual(servedRoutes());
  });

  it('tells of the routes at the door', async () => {
    const api = await openApi();
    const server = api.app.getHttpAdapter().getInstance();
    const door = [...told.keys()].filter((route) => isAtTheDoor(route) && !route.endsWith('/chat'));
    const served = door.filter((route) => {
      const [method, url = ''] = route.split(' ');
      return server.hasRoute({ method: method as 'GET', url });
    });
    await api.close();
    expect(door).toHaveLength(4);
    expect(served).toEqual(door);
  });
});

/** Routes of the controllers, with the roles their decorators name. */
function servedRoutes(): ReadonlyMap<string, string> {
  const routes = new Map<string, string>();
  for (const controller of controllers) {
    for (const handler of handlersOf(controller.prototype)) {
      const method = RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod];
      const path = [textIn('path', controller), textIn('path', handler)].filter((part) => part !== '').join('/');
      routes.set(`${method} /${path}`, inOrder(rolesOf(handler) ?? rolesOf(controller) ?? []));
    }
  }
  return routes;
}

function handlersOf(prototype: object): readonly object[] {
  const values = Object.values(Object.getOwnPropertyDescriptors(prototype)).map(({ value }) => value as unknown);
  return values.filter((value): value is object => typeof value === 'function' && Reflect.hasMetadata('method', value));
}

/** Roles as the page names them: an analyst whose key opens text is `analyst with text`. */
function inOrder(named: readonly string[]): string {
  const withText = (role: string) => role === 'analyst' && named.includes('text');
  const shown = roles.map((role) => (named.includes(role) ? role : withText(role) ? 'analyst with text' : ''));
  return shown.filter((role) => role !== '').join(', ');
}

const textIn = (key: string, target: object): string => String(Reflect.getMetadata(key, target)).replace(/^\//, '');

function rolesOf(target: object): readonly string[] | undefined {
  const keys = Reflect.getMetadataKeys(target) as readonly (string | symbol)[];
  const key = keys.find((name) => typeof name === 'symbol' && name.description === 'rights that open a route');
  return key === undefined ? undefined : (Reflect.getMetadata(key, target) as readonly string[]);
}
