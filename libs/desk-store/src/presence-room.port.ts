import type { Instant } from '#domain';

/** An agent who has a ticket before him, as he said at a door. */
export interface KeptPresence {
  readonly ticketId: string;
  readonly agentId: string;
  readonly state: string;
  /** Since when, in this state. */
  readonly since: Instant;
}

/** What one door has heard since it last told. */
export interface HeardPresence {
  readonly there: readonly KeptPresence[];
  readonly gone: readonly Pick<KeptPresence, 'ticketId' | 'agentId'>[];
}

/** Who looks at which ticket, as the doors of a desk tell each other: for seconds, and nobody's fact. Errors: `DeskUnavailable`. */
export interface PresenceRoom {
  /** Keeps it for so many seconds, in one write. */
  keep(door: string, heard: HeardPresence, seconds: number): Promise<void>;
  /** Whoever is there by what other doors than this one heard. */
  elsewhere(door: string): Promise<readonly KeptPresence[]>;
  /** Resolves when something may have been kept, or when the signal aborts. */
  rung(signal: AbortSignal): Promise<void>;
}
