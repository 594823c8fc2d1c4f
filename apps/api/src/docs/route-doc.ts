import type { Type } from '@nestjs/common';
import type { Role } from '#desk-store';
import type { Right } from '../access/index.js';
import type { Schema } from './schema.js';

/** A route as the server names it: `POST /v1/tickets/:ticketId/claim`. */
export type Route = `${'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'} /${string}`;

/**
 * What is sent. Parameters of the path that are named as in `cast` need not be said; neither need the key, nor the
 * `Idempotency-Key` of a write.
 */
export interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Becomes JSON, unless it is text. */
  readonly body?: unknown;
  /** Media type of a body that is text. */
  readonly mediaType?: string;
  /** A key of this role sends it; an admin's where it is left out. */
  readonly as?: Role;
  /** Inboxes that key may push to; all where it is left out. */
  readonly inboxes?: readonly string[];
}

/** A request that must have been answered before an example is what it is. */
export interface Step extends Sent {
  readonly route: Route;
}

/** What brings a refusal about. */
export interface Refusal extends Sent {
  readonly given?: readonly Step[];
  /** Why no request of an example can meet it: it is told, and not tried. */
  readonly untried?: string;
}

export interface Answer {
  readonly status: number;
  /** JSON where it is left out. `application/x-ndjson`: the schema is that of a line; `text/event-stream`: of the data. */
  readonly mediaType?: string;
  /** Left out where the answer has no body worth telling. */
  readonly schema?: Schema;
  /** What stands in the example instead of what the schema gives. */
  readonly example?: unknown;
  readonly description?: string;
}

/** Who may call a route that is no controller's: a controller says it by its decorators. */
export type Access = readonly Right[] | 'anybody' | 'provider' | 'visitor';

/** All that the manual says about one route. */
export interface RouteDoc {
  /** In a few words, as a menu would have it. */
  readonly summary: string;
  readonly about?: string;
  readonly access?: Access;
  /** Wants an `Idempotency-Key`. */
  readonly writes?: boolean;
  /** The class its query is checked against. */
  readonly query?: Type;
  /** The class its body is checked against. */
  readonly body?: Type;
  /** Media type of a body that is checked against no class. */
  readonly takes?: string;
  /** Further headers it reads, each with what it means. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly given?: readonly Step[];
  readonly example?: Sent;
  readonly answer: Answer;
  /** Refusals of this route's own, by code; what every route of its kind refuses is added. */
  readonly refusals?: Readonly<Record<string, Refusal>>;
}

/** Routes that belong together. */
export interface Chapter {
  readonly title: string;
  readonly routes: Readonly<Record<Route, RouteDoc>>;
}
