import { hash } from 'node:crypto';

const compact = Buffer.allocUnsafeSlow(16);

/**
 * How a key of any length stands in the file: the first 16 bytes of its SHA-256. Storage. For one statement to be bound
 * to: the bytes are written over by the next call.
 */
export function compactKey(key: string): Uint8Array {
  compact.write(hash('sha256', key), 0, compact.length, 'hex');
  return compact;
}
