import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bell } from './bell.js';
import type { RecordedEvent } from './event-log.port.js';

/** What a driver gives so that its log can be followed. */
export interface Followed {
  /** Events after a position, in log order, at most `limit`; empty at the end of the log. */
  readonly readAll: (after: bigint, limit: number) => Promise<readonly RecordedEvent[]>;
  /** Rung after commits. */
  readonly bell: Bell;
  /** Milliseconds after which to look again though the bell was silent; `Infinity` where every commit rings it. */
  readonly patience: number;
}

/** How every driver follows: read until nothing is new, then sleep until the bell rings. */
export async function* followLog(
  { readAll, bell, patience }: Followed,
  after: bigint,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<readonly RecordedEvent[]> {
  while (!signal.aborted) {
    const rings = bell.rings;
    const batch = await readAll(after, limit);
    const last = batch.at(-1);
    if (!last) {
      await bell.rungSince(rings, signal, patience);
      continue;
    }
    yield batch;
    after = last.position;
    // A log read from memory never waits: without a turn of the event loop a long catch-up would starve the process.
    await nextTurn();
  }
}
