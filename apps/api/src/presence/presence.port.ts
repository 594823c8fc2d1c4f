import type { Instant } from '#domain';

export const presenceStates = ['viewing', 'typing'] as const;
export type PresenceState = (typeof presenceStates)[number];

/** An agent who has a ticket before him. */
export interface Present {
  readonly agentId: string;
  readonly state: PresenceState;
  /** Since when, in this state. */
  readonly since: Instant;
}

/** The same, and which ticket it is. */
export interface PresentAt extends Present {
  readonly ticketId: string;
}

/** Doors of other processes, where agents say as well what they look at. */
export interface OtherDoors {
  /** An agent said here that he is there; `undefined`: that he left. */
  tell(ticketId: string, agentId: string, present: Present | undefined): void;
  /** Tells whoever is there by what the others heard, all of them, whenever it may have changed. */
  hear(changed: (all: readonly PresentAt[]) => void): void;
}
