import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { ClearEvent, EventLogReader } from '#event-log';
import type { PageBuild, PageComparison, ReadStore } from '#read-store';
import { PagesAheadOfLog } from '../projection/index.js';
import { batchEvents, clearBatchEvents, inBounds } from './batches.js';
import { checkMark } from './check-mark.js';
import type { Copying, CopyistFor } from './copyist.js';
import { strictly } from './strict-copyist.js';

/** How far a rebuild is, in positions of the log. */
export interface RebuildProgress {
  readonly done: bigint;
  readonly head: bigint;
}

/** Folds the next events of the log; whether there were any. */
export type CopyNext = (log: EventLogReader, copyist: Copying) => Promise<boolean>;

/** What a rebuild works with. */
export interface RebuildJob {
  readonly log: EventLogReader;
  /** Copies into the pages that are built. */
  readonly copyist: CopyistFor;
  readonly store: Pick<ReadStore<never>, 'build'>;
  /** Aborting stops it after the batch at hand; the next rebuild goes on from there. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Compare with the live pages, row by row, before they are replaced. */
  readonly compare?: boolean;
  /** `false`: they are not replaced; what was built is thrown away. */
  readonly publish?: boolean;
  /** `copyClear` for a copyist that reads only clear fields; whole events where it is left out. */
  readonly copyNext?: CopyNext;
}

/**
 * `published`: the new pages are live. `compared`: the old ones are. `stopped`: by the signal; what was built waits to be
 * continued.
 */
export interface RebuildOutcome {
  readonly kind: 'published' | 'compared' | 'stopped';
  readonly position: bigint;
  /** It went on where an interrupted rebuild stopped. */
  readonly resumed: boolean;
  /** Absent where none was asked for, and where the live pages never stood at the same event for as long as it waited. */
  readonly comparison?: PageComparison;
}

/**
 * Copies the whole log into new pages beside the live ones, then puts them in their place in one step. Questions and
 * the projector go on meanwhile. Made for a thread of its own.
 * Errors: as `runProjector`, and `EventNotFolded`: nothing is parked here, what fails stops it. What was built until then
 * waits to be continued.
 */
export async function rebuild(job: RebuildJob): Promise<RebuildOutcome> {
  const build = await soundBuild(job);
  try {
    return await finish(job, build);
  } finally {
    await build.close();
  }
}

/**
 * The long part of a rebuild: copies the log beside the live pages as far as it goes, and leaves that for a rebuild to go
 * on with. So of several sets of pages that are rebuilt together, none is put in its place before all are there.
 * Answers whether it went on where an interrupted one stopped. Errors: as `rebuild`.
 */
export async function buildAhead(job: RebuildJob): Promise<boolean> {
  const build = await soundBuild(job);
  try {
    await copyToHead(job, build);
    return build.resumed;
  } finally {
    await build.close();
  }
}

/** Live pages that stay ahead though the log has no more were copied from a longer log: they are replaced all the same. */
async function finish(job: RebuildJob, build: PageBuild): Promise<RebuildOutcome> {
  const outcome = () => ({ position: build.mark.position, resumed: build.resumed });
  let comparison: PageComparison | undefined;
  let tries = 0;
  let before: bigint;
  do {
    before = build.mark.position;
    tries += 1;
    await copyToHead(job, build);
    if (job.signal.aborted) return { kind: 'stopped', ...outcome() };
    if (job.compare) comparison ??= await compareAtOneEvent(job, build);
    if (job.publish === false) {
      await build.discard();
      return { kind: 'compared', ...outcome(), ...(comparison && { comparison }) };
    }
  } while (!(await build.publish({ evenBehind: tries > 1 && before === build.mark.position })));
  return { kind: 'published', ...outcome(), ...(comparison && { comparison }) };
}

/** How often, and for how long in all, live pages that run ahead or behind are waited for: a minute. */
const mostTries = 3_000;
const betweenTriesMs = 20;

/** Live pages move while they are compared with: what is compared are two copies of the same events, or nothing. */
async function compareAtOneEvent(job: RebuildJob, build: PageBuild): Promise<PageComparison | undefined> {
  for (let tries = 0; tries < mostTries && !job.signal.aborted; tries += 1) {
    const comparison = await build.compare();
    if (comparison) return comparison;
    await pause(betweenTriesMs);
    await copyToHead(job, build);
  }
  return undefined;
}

async function copyToHead(job: RebuildJob, build: PageBuild): Promise<void> {
  const copyist = strictly(job.log, job.copyist)(build);
  while (!job.signal.aborted && (await copyNext(job, copyist))) if (copyist.isFull) await copyist.write();
  await copyist.write();
}

/** Whether there was something left to copy. */
async function copyNext(
  { log, onProgress, copyNext: next = copyWhole }: RebuildJob,
  copyist: Copying,
): Promise<boolean> {
  const { position: head } = await log.head();
  onProgress?.({ done: copyist.position, head });
  const isMore = await next(log, copyist);
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

/** An interrupted build is continued when it was copied from this log; otherwise a new one begins. */
async function soundBuild({ log, store }: RebuildJob): Promise<PageBuild> {
  const build = await store.build();
  try {
    await checkMark(log, build.mark);
    return build;
  } catch (fault) {
    if (!(fault instanceof PagesAheadOfLog)) throw fault;
    await build.discard();
    return store.build();
  }
}
