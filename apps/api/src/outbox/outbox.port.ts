import type { Instant } from '#domain';

/** How much waits to leave the desk. */
export interface OutboxStatus {
  /** Since when nothing leaves, after a restore; absent where replies leave. */
  readonly heldSince?: Instant;
  readonly waiting: number;
  /** Of those, with a try under way. */
  readonly sending: number;
  /** Of those, whose last try came to nothing: tried again later, or when a visitor comes. */
  readonly putOff: number;
  readonly oldestTakenAt?: Instant;
}

export interface OutboxPort {
  status(): Promise<OutboxStatus>;
  /** Lets replies leave again; done twice it changes nothing. */
  release(): Promise<OutboxStatus>;
}
