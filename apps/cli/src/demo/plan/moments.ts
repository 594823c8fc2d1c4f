import type { Instant } from '#domain';

/** What an envelope says, as the planner knows it: what any honest desk must find in it. */
export interface Saying {
  /** The same saying by another road, or twice, has the same name. */
  readonly name: string;
  readonly what: 'message' | 'call' | 'outbound-call';
  readonly channel: 'email' | 'chat' | 'social' | 'phone';
  /** A machine wrote it. */
  readonly automatic: boolean;
  /** Addresses that are one person by this saying; empty where it speaks for nobody. */
  readonly handles: readonly string[];
}

/** How a delivery travels. */
export type Road =
  | { readonly by: 'envelope'; readonly inbox: string; readonly contentType: string }
  | { readonly by: 'webhook'; readonly inbox: string; readonly signature: string }
  | { readonly by: 'chat'; readonly inbox: string; readonly token: string };

/** Raw bytes that arrive at a door. */
export interface Delivery {
  readonly kind: 'delivery';
  readonly at: Instant;
  readonly road: Road;
  readonly bytes: Buffer;
  /** `kept`: durable and answered so; `refused`: the door must not take it. */
  readonly expected: 'kept' | 'refused';
  readonly sayings: readonly Saying[];
  /** Parts that no parser can read. */
  readonly unreadable: number;
}

/** An agent looks at the queue and acts on what stands there; what that is, only the desk knows. */
export interface Turn {
  readonly kind: 'turn';
  readonly at: Instant;
  readonly agentId: string;
  /** Tickets nobody has that the agent takes at most. */
  readonly takes: number;
  /** Throws of the dice for what becomes of each ticket, from 1 to 100. */
  readonly throws: readonly number[];
}

export type Moment = Delivery | Turn;
