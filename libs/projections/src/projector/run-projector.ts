import type { ClearEvent, EventLogReader, RecordedEvent } from '#event-log';
import { PagesMovedOn } from '#read-store';
import type { PageWriter, ReadStore } from '#read-store';
import { PagesAheadOfLog } from '../projection/index.js';
import { checkMark } from './check-mark.js';
import type { CopyistFor } from './copyist.js';
import type { Follow } from './follow.js';

/** What a projector works with. */
export interface ProjectorJob<Event extends ClearEvent = RecordedEvent> {
  readonly log: EventLogReader;
  /** What it copies at once, as the log grows: `wholeEvents` or `clearEvents`. */
  readonly follow: Follow<Event>;
  /** Copies into the live pages. */
  readonly copyist: CopyistFor<Event>;
  readonly store: Pick<ReadStore<never>, 'live' | 'startAnew'>;
  readonly signal: AbortSignal;
  /** Told how far the live pages are when it takes them up, and after every batch; all since `since` was committed here. */
  readonly onPosition?: (position: bigint, since: bigint) => void;
  /** Told when the live pages were of another history than the log, and are copied anew from its first event. */
  readonly onStartAnew?: (reason: PagesAheadOfLog) => void;
  /** `false`: such pages stop it, with `PagesAheadOfLog`, until a person decides. */
  readonly startsAnew?: boolean;
}

/**
 * Copies the log into the live pages for as long as the signal allows, from where they stand. When a rebuild puts
 * other pages in their place, it goes on with those.
 * Errors: `UnknownEventType`, `EventNotFolded` and `TooManyParked` (see the copyist), `PagesFull`, and those of the log and
 * the opener: it stops, and nothing is skipped.
 */
export async function runProjector<Event extends ClearEvent>(job: ProjectorJob<Event>): Promise<void> {
  while (!job.signal.aborted) {
    const pages = await soundPages(job);
    try {
      await copyAlong(job, pages);
    } catch (fault) {
      if (!(fault instanceof PagesMovedOn)) throw fault;
    } finally {
      await pages.close();
    }
  }
}

async function copyAlong<Event extends ClearEvent>(job: ProjectorJob<Event>, pages: PageWriter): Promise<void> {
  const { log, follow, copyist, signal, onPosition } = job;
  const copying = copyist(pages);
  let since = pages.mark.position;
  onPosition?.(since, since);
  for await (const batch of follow(log, since, signal)) {
    await copying.fold(batch);
    await copying.write();
    onPosition?.(pages.mark.position, since);
    since = pages.mark.position;
    if (signal.aborted) return;
  }
}

/** The live pages, when they are copied from this log; otherwise empty ones. */
async function soundPages({
  log,
  store,
  onStartAnew,
  startsAnew = true,
}: Pick<ProjectorJob, 'log' | 'store' | 'onStartAnew' | 'startsAnew'>): Promise<PageWriter> {
  const pages = await store.live();
  try {
    await checkMark(log, pages.mark);
    return pages;
  } catch (fault) {
    await pages.close();
    if (!(fault instanceof PagesAheadOfLog) || !startsAnew) throw fault;
    onStartAnew?.(fault);
    await store.startAnew();
    return store.live();
  }
}
