import { setTimeout as pause } from 'node:timers/promises';
import type { PageBuild, PageComparison, ReadStore } from '#read-store';
import { PagesAheadOfLog } from '../projection/index.js';
import type { Checked, CheckPages } from '../second-fold/index.js';
import { checkMark } from './check-mark.js';
import { copyToHead } from './copy-to-head.js';
import type { CopyToHead } from './copy-to-head.js';
import type { CopyistFor } from './copyist.js';
import { strictly } from './strict-copyist.js';

/** What a rebuild works with. */
export interface RebuildJob extends CopyToHead {
  /** Copies into the pages that are built. */
  readonly copyist: CopyistFor;
  readonly store: Pick<ReadStore<never>, 'build'>;
  /** Compare with the live pages, row by row, before they are replaced. */
  readonly compare?: boolean;
  /** Holds the new pages against the log by another road, before they take the place of the live ones. */
  readonly check?: CheckPages;
  /** `false`: they are not replaced; what was built is thrown away. */
  readonly publish?: boolean;
  /** `false`: no former pages stay; the live ones are removed when they are replaced. */
  readonly keepsFormer?: boolean;
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
  /** What the new pages were held against; absent where that was not asked for. */
  readonly checked?: Checked;
}

/**
 * Copies the whole log into new pages beside the live ones, then puts them in their place in one step. Questions and
 * the projector go on meanwhile. Made for a thread of its own.
 * Errors: as `runProjector`, and `EventNotFolded`: nothing is parked here, what fails stops it; those of `check`.
 * What was built until then waits to be continued.
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
    await copyToHead(job, strictly(job.log, job.copyist)(build));
    return build.resumed;
  } finally {
    await build.close();
  }
}

/** Live pages that stay ahead though the log has no more were copied from a longer log: they are replaced all the same. */
async function finish(job: RebuildJob, build: PageBuild): Promise<RebuildOutcome> {
  const { keepsFormer = true, publish = true } = job;
  const found: { comparison?: PageComparison; checked?: Checked } = {};
  const outcome = (kind: RebuildOutcome['kind']) => ({
    kind,
    position: build.mark.position,
    resumed: build.resumed,
    ...found,
  });
  for (let before = -1n; ; before = build.mark.position) {
    await copyToHead(job, strictly(job.log, job.copyist)(build));
    if (!job.signal.aborted) Object.assign(found, await judged(job, build, found));
    if (job.signal.aborted) return outcome('stopped');
    if (!publish) {
      const compared = outcome('compared');
      await build.discard();
      return compared;
    }
    if (await build.publish({ keepsFormer, evenBehind: before === build.mark.position })) return outcome('published');
  }
}

/** What is still to be found out about pages before they take the place of the live ones. */
async function judged(
  job: RebuildJob,
  build: PageBuild,
  found: Pick<RebuildOutcome, 'comparison' | 'checked'>,
): Promise<Pick<RebuildOutcome, 'comparison' | 'checked'>> {
  const { check, publish = true, signal } = job;
  const checked = check && publish && !found.checked ? await check(build, signal) : undefined;
  const comparison = job.compare && !found.comparison ? await compareAtOneEvent(job, build) : undefined;
  return { ...(checked && { checked }), ...(comparison && { comparison }) };
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
    await copyToHead(job, strictly(job.log, job.copyist)(build));
  }
  return undefined;
}

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
