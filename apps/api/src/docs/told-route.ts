import type { ToldRefusal } from './common-refusals.js';
import type { Access, Route, RouteDoc } from './route-doc.js';

/** A route, with what the manual says about it. */
export interface ToldRoute {
  readonly route: Route;
  readonly chapter: string;
  readonly doc: RouteDoc;
  readonly access: Access;
  readonly refusals: readonly ToldRefusal[];
}
