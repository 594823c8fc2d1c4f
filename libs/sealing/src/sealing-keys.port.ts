/** A run of keys leased to one process: ids `first` … `first + size - 1`; `secrets` holds 32 bytes for each, in order. */
export interface KeyBlock {
  readonly first: number;
  readonly size: number;
  readonly secrets: Uint8Array;
}

/**
 * Where keys live, apart from everything they open. Rows are written ahead in blocks; a block is leased durably before
 * use, and what is left of it after a restart is never used. Ids rise with the log.
 * Errors: `KeysUnavailable`, `KeysFull`.
 */
export interface SealingKeys {
  /** The secret that digests handles and native ids; made at the first start, never rotated. 32 bytes. */
  handleKey(): Promise<Uint8Array>;
  /** The next block, durably leased. */
  lease(size: number): Promise<KeyBlock>;
  /** The highest key id ever leased or raised to; 0 for none. */
  lastGiven(): Promise<number>;
  /** After a restore: ids up to `atLeast` were leased once and are never leased again. */
  raise(atLeast: number): Promise<void>;
  /** Secrets by key id; destroyed or unknown ones are absent. */
  find(keyIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>>;
  /** Destroys keys for good (overwritten on disk). */
  destroy(keyIds: readonly number[]): Promise<void>;
  close(): Promise<void>;
}
