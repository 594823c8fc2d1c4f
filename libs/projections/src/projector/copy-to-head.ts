import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClearEvent, EventLogReader } from '#event-log';
import { batchEvents, clearBatchEvents, inBounds } from './batches.js';
import type { Copying } from './copyist.js';

/** How far a rebuild is, in positions of the log. */
export interface RebuildProgress {
  readonly done: bigint;
  readonly head: bigint;
}

/** Folds the next events of the log; whether there were any. */
export type CopyNext = (log: EventLogReader, copyist: Copying) => Promise<boolean>;

/** What is copied, and how. */
export interface CopyToHead {
  readonly log: EventLogReader;
  /** Aborting stops it after the batch at hand. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** `copyClear` for a copyist that reads only clear fields; whole events where it is left out. */
  readonly copyNext?: CopyNext;
}

/** Copies the log as far as it goes, or until the signal aborts; what is folded by then is written. */
export async function copyToHead(job: CopyToHead, copyist: Copying): Promise<void> {
  while (!job.signal.aborted && (await copyMore(job, copyist))) if (copyist.isFull) await copyist.write();
  await copyist.write();
}

/** Whether there was something left to copy. */
async function copyMore({ log, onProgress, copyNext = copyWhole }: CopyToHead, copyist: Copying): Promise<boolean> {
  const { position: head } = await log.head();
  onProgress?.({ done: copyist.position, head });
  const isMore = await copyNext(log, copyist);
  // Whoever says stop is heard in another turn of the loop.
  await nextTurn();
  return isMore;
}

const copyWhole: CopyNext = async (log, copyist) => {
  const events = await log.readAll(copyist.position, batchEvents);
  for (const batch of inBounds(events)) await copyist.fold(batch);
  return events.length > 0;
};

/** Events without what is sealed: that is not read at all. */
export const copyClear = async (log: EventLogReader, copyist: Copying<ClearEvent>): Promise<boolean> => {
  const stretch = await log.readClear(copyist.position, clearBatchEvents);
  if (stretch !== undefined) await copyist.fold(stretch.events);
  return stretch !== undefined;
};
