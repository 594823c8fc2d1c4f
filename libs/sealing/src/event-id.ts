import { hash } from 'node:crypto';
import type { Instant } from '#domain';
import { lengthPrefixed } from './length-prefix.js';

/**
 * The id of the event that a command (or item) wrote as its `index`-th on a stream: a UUIDv8 of 48 bits of `at` in
 * milliseconds and 74 bits of SHA-256 over stream, command and index. The same command gives the same ids, so that a
 * retried append is recognised; ids rise with time, so that inserts stay in order.
 *
 * Errors: `RangeError` when `at` is no instant.
 */
export function eventId(at: Instant, stream: string, commandId: string, index: number): string {
  const milliseconds = Date.parse(at);
  if (!(milliseconds >= 0)) throw new RangeError(`"${at}" is no instant`);
  const bytes = hash('sha256', lengthPrefixed([stream, commandId, String(index)]), 'buffer').subarray(0, 16);
  bytes.writeUIntBE(milliseconds, 0, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
