/** A run of keys leased to one process: ids `first` … `first + size - 1`; `secrets` holds 32 bytes for each, in order. */
export interface KeyBlock {
  readonly first: number;
  readonly size: number;
  readonly secrets: Uint8Array;
}

/** A customer who is to be erased, or was. */
export interface Erasure {
  readonly customerId: string;
  /** Instants. */
  readonly askedAt: string;
  /** Absent until nothing of it is left anywhere. */
  readonly doneAt?: string;
}

/**
 * Who was erased, kept beside the keys: whatever else is put back from an older backup, this says whom to erase again.
 * Errors: `KeysUnavailable`, `KeysFull`.
 */
export interface ErasureRegister {
  /** Durable when it resolves. Those entered before keep the instant they were first asked for, and are open again. */
  enter(erasures: readonly Pick<Erasure, 'customerId' | 'askedAt'>[]): Promise<void>;
  /** Nothing of these is left. */
  close(customerIds: readonly string[], doneAt: string): Promise<void>;
  /** All of them, in the order of customers. */
  list(): Promise<readonly Erasure[]>;
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
  /** Destroys keys for good: overwritten on disk, where a file is the driver's own; a server lets go of them as its driver says. */
  destroy(keyIds: readonly number[]): Promise<void>;
  readonly erasures: ErasureRegister;
  close(): Promise<void>;
}

/** Keys as whoever only opens parts needs them. Errors: `KeysUnavailable`. */
export type KeyReader = Pick<SealingKeys, 'find' | 'close'>;
