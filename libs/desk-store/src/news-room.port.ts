/** What one process committed, as it tells others. */
export interface KeptNews {
  /** How far it was before, and after. */
  readonly since: bigint;
  readonly position: bigint;
  /** JSON text: the store does not look into it. */
  readonly told: string;
}

/**
 * What processes that copy pages tell those that show them to somebody who watches. Kept for a moment and never sure: whoever
 * reads knows by `since` that something is missing. Errors: `DeskUnavailable`.
 */
export interface NewsRoom {
  /** Keeps them for so many seconds. */
  keep(news: readonly KeptNews[], seconds: number): Promise<void>;
  /** Those that reach beyond a position, in the order of theirs. */
  after(position: bigint): Promise<readonly KeptNews[]>;
  /** Forgets all of it, as an erasure asks. Whoever follows finds something missing, and begins anew. */
  forget(): Promise<void>;
  /** Resolves when something may have been kept, or when the signal aborts. */
  rung(signal: AbortSignal): Promise<void>;
}
