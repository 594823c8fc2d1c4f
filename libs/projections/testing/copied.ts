import type { RecordedEvent } from '#event-log';
import { MemoryPageWriter } from '#read-store/testing';
import { copyBatch, deskPages } from '../src/index.js';
import type { Opener } from '../src/index.js';
import { plainOpener } from './history.js';

/** Pages in memory into which these events were copied, in batches of the sizes given (the last one again and again). */
export async function copied(
  events: readonly RecordedEvent[],
  sizes: readonly number[] = [events.length],
  opener: Opener = plainOpener(),
): Promise<MemoryPageWriter> {
  const pages = new MemoryPageWriter(deskPages);
  for (const batch of batchesOf(events, sizes)) await copyBatch(pages, opener, batch);
  return pages;
}

/** Cuts events into batches of the sizes given, the last size again and again. */
export function* batchesOf<Event>(events: readonly Event[], sizes: readonly number[]): Generator<readonly Event[]> {
  let [start, turn] = [0, 0];
  while (start < events.length) {
    const size = Math.max(1, sizes[Math.min(turn, sizes.length - 1)] ?? 1);
    yield events.slice(start, start + size);
    [start, turn] = [start + size, turn + 1];
  }
}
