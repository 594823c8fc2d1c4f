import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bell } from './bell.js';
import type { RecordedEvent, Stretch } from './event-log.port.js';

/** What a driver gives so that its log can be followed. */
export interface Followed<Read> {
  /** What comes after a position; `undefined` at the end of the log. */
  readonly next: (after: bigint) => Promise<Read | undefined>;
  /** Position of the last event of what was read. */
  readonly endOf: (read: Read) => bigint;
  /** Rung after commits. */
  readonly bell: Bell;
  /** Milliseconds after which to look again though the bell was silent; `Infinity` where every commit rings it. */
  readonly patience: number;
}

/** How every driver follows: read until nothing is new, then sleep until the bell rings. */
export async function* followLog<Read>(
  { next, endOf, bell, patience }: Followed<Read>,
  after: bigint,
  signal: AbortSignal,
): AsyncGenerator<Read> {
  while (!signal.aborted) {
    const rings = bell.rings;
    const read = await next(after);
    if (read === undefined) {
      await bell.rungSince(rings, signal, patience);
      continue;
    }
    yield read;
    after = endOf(read);
    // A log read from memory never waits: without a turn of the event loop a long catch-up would starve the process.
    await nextTurn();
  }
}

/** Whole events as what is followed: an empty batch is the end of the log. */
export const wholeEvents = (readAll: (after: bigint) => Promise<readonly RecordedEvent[]>) => ({
  next: async (after: bigint) => {
    const batch = await readAll(after);
    return batch.length === 0 ? undefined : batch;
  },
  endOf: (batch: readonly RecordedEvent[]) => batch.at(-1)?.position ?? 0n,
});

/** Where a stretch ends. */
export const endOfStretch = ({ upTo }: Stretch): bigint => upTo.position;
