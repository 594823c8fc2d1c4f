import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bell } from './bell.js';
import type { RecordedEvent, Stretch } from './event-log.port.js';

/** What a driver gives so that its log can be followed. */
export interface Followed<Read> {
  /** What comes after a position; `undefined` at the end of the log. */
  readonly next: (after: bigint) => Promise<Read | undefined>;
  /** Position of the last event of what was read. */
  readonly endOf: (read: Read) => bigint;
  /** There may be more behind it already. */
  readonly isFull: (read: Read) => boolean;
  /** Rung after commits. */
  readonly bell: Bell;
  /** Milliseconds after which to look again though the bell was silent; `Infinity` where every commit rings it. */
  readonly patience: number;
}

/**
 * How every driver follows: read until nothing is new, then sleep until the bell rings. Whoever read less than was asked
 * for stood at the end of the log: it sleeps too, or it would be kept busy by one event after the other.
 */
export async function* followLog<Read>(
  { next, endOf, isFull, bell, patience }: Followed<Read>,
  after: bigint,
  signal: AbortSignal,
): AsyncGenerator<Read> {
  while (!signal.aborted) {
    const rings = bell.rings;
    const read = await next(after);
    if (read !== undefined) {
      yield read;
      after = endOf(read);
    }
    if (read === undefined || !isFull(read)) await bell.rungSince(rings, signal, patience);
    // A log read from memory never waits: without a turn of the event loop a long catch-up would starve the process.
    else await nextTurn();
  }
}

/** Whole events as what is followed: an empty batch is the end of the log. */
export const wholeEvents = (
  readAll: (after: bigint, limit: number) => Promise<readonly RecordedEvent[]>,
  limit: number,
) => ({
  next: async (after: bigint) => {
    const batch = await readAll(after, limit);
    return batch.length === 0 ? undefined : batch;
  },
  endOf: (batch: readonly RecordedEvent[]) => batch.at(-1)?.position ?? 0n,
  isFull: (batch: readonly RecordedEvent[]) => batch.length >= limit,
});

/** Stretches as what is followed. */
export const stretches = (next: (after: bigint) => Promise<Stretch | undefined>) => ({
  next,
  endOf: ({ upTo }: Stretch) => upTo.position,
  isFull: ({ more }: Stretch) => more,
});
