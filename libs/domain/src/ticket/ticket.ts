import type { Instant } from '../event/index.js';
import type { Priority } from './ticket.events.js';

/** A ticket somebody still owes the customer an answer or a decision on. */
export type ActiveSituation =
  | { readonly status: 'new' | 'open' | 'pending'; readonly since: Instant }
  | { readonly status: 'snoozed'; readonly since: Instant; readonly until: Instant };

/** What a ticket is in, since when. `since` never runs backwards: a late fact leaves it where it was. */
export type Situation =
  | ActiveSituation
  | { readonly status: 'resolved'; readonly since: Instant }
  | { readonly status: 'closed'; readonly since: Instant; readonly resolvedAt: Instant }
  | { readonly status: 'spam'; readonly since: Instant; readonly before: Exclude<Situation, { status: 'spam' }> };

/** The states of design §5; `merged` comes with the commands that merge tickets. */
export type TicketStatus = Situation['status'];

/** The one agent now responsible. */
export interface Assignee {
  readonly agentId: string;
  readonly since: Instant;
}

/** One promise to solve one thing, as the rules need to know it. */
export interface Ticket {
  /** `<customerId>.<ordinal>`, ordinals from 1. */
  readonly ticketId: string;
  /** The short number people see. */
  readonly number: number;
  /** The conversation it opened in. */
  readonly conversationId: string;
  /** The ticket it follows up. */
  readonly follows: string | undefined;
  readonly situation: Situation;
  readonly assignee: Assignee | undefined;
  readonly teamId: string | undefined;
  readonly priority: Priority;
  /** What it is about, where anybody said so. */
  readonly topic: string | undefined;
  /** In the order they were put on. */
  readonly tags: readonly string[];
  /** Digest of the number it has in the system outside that states what becomes of it. */
  readonly nativeKey: string | undefined;
  /** When the latest of what is known of it happened. */
  readonly changedAt: Instant;
}

/** New, open, pending or snoozed: the promise stands. */
export const isActive = (situation: Situation): situation is ActiveSituation =>
  situation.status === 'new' ||
  situation.status === 'open' ||
  situation.status === 'pending' ||
  situation.status === 'snoozed';

/** Stands where a policy's version would, when it was no policy that opened or reopened a ticket but an agent. */
export const byHand = 'by-hand';

/** Likewise, when a system outside states that it was so: nothing of the desk's own derives it again. */
export const stated = 'stated';
