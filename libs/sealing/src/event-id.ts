import type { Instant } from '#domain';
import { HashSheet } from './hash-sheet.js';

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
  const time = milliseconds.toString(16).padStart(12, '0');
  sheet.start(nothing);
  sheet.text(stream);
  sheet.text(commandId);
  sheet.text(String(index));
  const digest = sheet.hashedAs('hex');
  const variant = variants[parseInt(digest.charAt(16), 16) & 3];
  return `${time.slice(0, 8)}-${time.slice(8)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

const sheet = new HashSheet();
const nothing = new Uint8Array(0);
/** First digit of the fourth group: the two bits that say "by RFC 9562", and two of the digest. */
const variants = '89ab';
