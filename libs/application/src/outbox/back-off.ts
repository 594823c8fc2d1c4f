import { createHash } from 'node:crypto';

/** How long a reply rests between two tries, in seconds. */
export interface BackOff {
  /** After the first try. */
  readonly first: number;
  /** However many there were. */
  readonly most: number;
}

/** Ten seconds, then twice as long each time, at most an hour. */
export const usualBackOff: BackOff = { first: 10, most: 3600 };

/**
 * Seconds until the next try after `attempts` tries: doubled each time, and up to a quarter more or less, so that what
 * failed together is not tried together. The same for the same reply and try.
 */
export function restAfter(attempts: number, replyId: string, { first, most }: BackOff): number {
  const doubled = Math.min(most, first * 2 ** Math.min(attempts - 1, 30));
  const spread = createHash('sha256').update(`${replyId} ${attempts}`).digest().readUInt32BE(0) / 2 ** 32;
  return doubled * (0.75 + spread / 2);
}
