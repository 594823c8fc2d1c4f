import type { Instant } from '#domain';

/** What a figure can be told by. */
export const dimensions = ['channel', 'inbox', 'team', 'agent', 'tag', 'priority', 'language'] as const;
export type Dimension = (typeof dimensions)[number];

/** Where a fact stands; empty text: none. `tags` in the order they were put on. */
export interface Standing {
  readonly channel: string;
  readonly inbox: string;
  readonly team: string;
  readonly agent: string;
  readonly priority: string;
  readonly language: string;
  readonly tags: readonly string[];
}

/** Why a fact stands in no figure, or in none about repeats. Empty: it stands in all. */
export type Exclusion = '' | 'spam' | 'shared-handle';

interface FactBasis extends Standing {
  /** Names the fact for as long as the desk lives: kind, file, and what it is about. */
  readonly factId: string;
  readonly customerId: string;
  /** The person whose file it is: the smallest customer id of all that hang together. */
  readonly personId: string;
  /** Empty where there is none. */
  readonly ticketId: string;
  /** The event it is told by: of a contact and a call the item's, of everything else the opening of the ticket. */
  readonly position: number;
  /** The cohort instant. */
  readonly at: Instant;
  readonly exclusion: Exclusion;
}

/** Why an item begins a contact. */
export type ContactReason = 'call' | 'imported' | 'first' | 'after-resolution' | 'after-silence';

/** A contact: one customer-initiated episode, by its start. The instants are those of the person's neighbouring contacts. */
export interface ContactFact extends FactBasis {
  readonly kind: 'contact';
  readonly itemId: string;
  readonly reason: ContactReason;
  readonly topic: string;
  readonly next: Instant | null;
  readonly previous: Instant | null;
  readonly nextOfTopic: Instant | null;
  readonly previousOfTopic: Instant | null;
}

/** An inbound call, by its start. */
export interface CallFact extends FactBasis {
  readonly kind: 'call';
  readonly itemId: string;
  readonly outcome: string;
  readonly talkedSeconds: number;
  readonly endedAt: Instant;
  readonly solved: boolean;
}

/** A ticket, by its opening. */
export interface OpeningFact extends FactBasis {
  readonly kind: 'opening';
  readonly contacts: number;
  readonly atWork: boolean;
}

/** The first response of a ticket, by its opening, or that it waits for one (`null`). Of those who replied, the first has the credit. */
export interface FirstResponseFact extends FactBasis {
  readonly kind: 'first-response';
  readonly ms: number | null;
}

/** An answer to what was asked after the first response, by when it was asked, or that it waits for one (`null`). */
export interface NextResponseFact extends FactBasis {
  readonly kind: 'next-response';
  readonly ms: number | null;
}

/** The first resolution of a ticket, by its instant. What counts up to it is of facts before it. */
export interface ResolutionFact extends FactBasis {
  readonly kind: 'resolution';
  readonly ms: number;
  readonly reopened: boolean;
  readonly closed: boolean;
  readonly agents: number;
  readonly takenFromAgent: boolean;
  readonly replies: number;
  readonly transfers: number;
  /** What the customer answered last: `null` while nothing. */
  readonly solved: boolean | null;
}

/** The resolution of a ticket that is in force, by its instant. */
export interface FullResolutionFact extends FactBasis {
  readonly kind: 'full-resolution';
  readonly ms: number;
  readonly closed: boolean;
}

/** A span in which a ticket is at work, by its start; `end` is outside, `null` while it goes on. */
export interface SpanFact extends FactBasis {
  readonly kind: 'span';
  readonly end: Instant | null;
  readonly openedAt: Instant;
}

/** Everything KPIs are counted from. */
export type KpiFact =
  | ContactFact
  | CallFact
  | OpeningFact
  | FirstResponseFact
  | NextResponseFact
  | ResolutionFact
  | FullResolutionFact
  | SpanFact;
export type FactKind = KpiFact['kind'];
