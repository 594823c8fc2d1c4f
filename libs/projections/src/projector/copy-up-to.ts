import type { Instant } from '#domain';
import type { EventLogReader, RecordedEvent } from '#event-log';
import type { ReadStore } from '#read-store';
import { batchEvents, inBounds } from './batches.js';
import type { CopyistFor } from './copyist.js';
import { strictly } from './strict-copyist.js';
import type { RebuildProgress } from './copy-to-head.js';

/** What pages of an earlier time are made of. */
export interface EarlierPages {
  readonly log: EventLogReader;
  readonly copyist: CopyistFor;
  /** Whatever lies there is thrown away. */
  readonly store: Pick<ReadStore<never>, 'startAnew' | 'live'>;
  /** The last event copied is the last recorded then; all of them where it is left out. */
  readonly until?: Instant;
  /** Aborting stops it after the batch at hand; what is copied by then can be asked. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/**
 * Copies the log into a read store of its own, from the first event up to what was recorded at an instant: the pages as
 * they stood then. Answers the position of the last event in them. Made for a thread of its own.
 * Errors: as `rebuild`.
 */
export async function copyUpTo({ log, copyist, store, until, signal, onProgress }: EarlierPages): Promise<bigint> {
  await store.startAnew();
  const pages = await store.live();
  try {
    const copying = strictly(log, copyist)(pages);
    const { position: head } = await log.head();
    let events: readonly RecordedEvent[];
    do {
      events = upTo(until, await log.readAll(copying.position, batchEvents));
      for (const batch of inBounds(events)) await copying.fold(batch);
      if (copying.isFull) await copying.write();
      onProgress?.({ done: copying.position, head });
    } while (events.length > 0 && copying.position < head && !signal.aborted);
    await copying.write();
    return pages.mark.position;
  } finally {
    await pages.close();
  }
}

/** The log's clock never runs backwards: after the first event that is too late come only later ones. */
const upTo = (until: Instant | undefined, events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
  until === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= until);
