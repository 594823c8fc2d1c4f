import type { Checkpoint } from './checkpoints.port.js';

/** The lease whose epoch the relay's writes name. */
export const relayLease = 'relay';

/** What was published to a partition last. */
export interface PublishedLast {
  /** Position of its event; 0n for none. */
  readonly position: bigint;
  /** Offset behind its record; 0n for none. */
  readonly nextOffset: bigint;
}

/** Everything up to here was published and acknowledged. */
export interface RelayPlace extends Checkpoint {
  /** The desk's epoch in which the positions were counted. */
  readonly epoch: number;
  /** The last of each partition, by its number. */
  readonly partitions: readonly PublishedLast[];
}

/** Up to where the log was published, topic by topic. */
export interface RelayRoom {
  place(topic: string): Promise<RelayPlace | undefined>;
  /**
   * Durable when it resolves: the place moves from the position it had (0n where there was none) to another, under the epoch of
   * the lease `relay`. Errors: `LeaseLost` for whoever lost that, and where the place stands elsewhere; nothing is written.
   */
  advance(leaseEpoch: number, topic: string, from: bigint, to: RelayPlace): Promise<void>;
  /** Forgets the place: everything is published again, from the first event. */
  forget(topic: string): Promise<void>;
}
