import { hash } from 'node:crypto';
import { BlobDamaged } from './blobs.errors.js';

/** Whether this is a name a blob can have: 64 lower-case hex digits. */
export const isBlobName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

/** Errors: `BlobDamaged` when the SHA-256 of `bytes` is not `sha256`. */
export function insistOnName(sha256: string, bytes: Uint8Array): void {
  if (hash('sha256', bytes, 'hex') !== sha256) throw new BlobDamaged(sha256);
}
