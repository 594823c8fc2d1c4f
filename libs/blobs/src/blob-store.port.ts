/**
 * Large bytes, named by their SHA-256 (hex). Written once, never changed.
 * `put` resolves when the bytes are durable (file and folder fsynced), so a row may then name them.
 * Errors: `BlobStoreFull`, `BlobStoreUnavailable`, `BlobDamaged` (the bytes no longer have their name).
 */
export interface BlobStore {
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, checked against their name; `undefined` when there are none. */
  get(sha256: string): Promise<Uint8Array | undefined>;
  delete(sha256: string): Promise<void>;
  list(): AsyncIterable<string>;
}
