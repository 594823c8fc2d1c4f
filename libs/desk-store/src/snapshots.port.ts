/**
 * The state of a long stream as it stood at a version: a page, never the truth. It may be missing, old, or of a history the
 * log does not have; whoever reads it finds out.
 */
export interface Snapshot {
  readonly stream: string;
  readonly version: number;
  /** Hash of the event at that version, 32 bytes. */
  readonly hash: Uint8Array;
  /** Names the code that folded it. */
  readonly code: string;
  /** The store does not look into them. */
  readonly bytes: Uint8Array;
}

/** One for each stream that has one. Errors: those of the desk store. */
export interface Snapshots {
  find(stream: string): Promise<Snapshot | undefined>;
  /** In the place of the one before, whichever is older: a wrong one does not stay because it claims to be newer. */
  keep(snapshot: Snapshot): Promise<void>;
  drop(streams: readonly string[]): Promise<void>;
}
