import type { PageSuccessor, ReadStore } from '#read-store';
import { NoFormerPages } from '../projection/index.js';
import { checkMark } from './check-mark.js';
import { copyToHead } from './copy-to-head.js';
import type { CopyToHead } from './copy-to-head.js';
import type { CopyistFor } from './copyist.js';

/** What a roll-back works with. */
export interface RollBackJob extends CopyToHead {
  /** Copies on where a projector stopped: what it parked lies parked. */
  readonly copyist: CopyistFor;
  readonly store: Pick<ReadStore<never>, 'former'>;
}

/** `rolled-back`: the former pages are live again. `stopped`: by the signal; they wait, as far as they were copied. */
export interface RollBackOutcome {
  readonly kind: 'rolled-back' | 'stopped';
  readonly position: bigint;
}

/**
 * Makes the former pages live again: copies into them what came since, then has them change places with the live ones in
 * one step, so that no reader finds less than it saw. Nobody follows the log for them until then. Made for a thread of its
 * own. Errors: `NoFormerPages`; `PagesAheadOfLog` when they are of another history; those of the copyist.
 */
export async function rollBack(job: RollBackJob): Promise<RollBackOutcome> {
  const former = await soundFormer(job);
  try {
    return { kind: await change(job, former), position: former.mark.position };
  } finally {
    await former.close();
  }
}

/** The long part of a roll-back: so of several sets of pages none changes before all can. Errors: as `rollBack`. */
export async function catchUpFormer(job: RollBackJob): Promise<void> {
  const former = await soundFormer(job);
  try {
    await copyToHead(job, job.copyist(former));
  } finally {
    await former.close();
  }
}

/** Live pages that stay ahead though the log has no more were copied from a longer log. */
async function change(job: RollBackJob, former: PageSuccessor): Promise<RollBackOutcome['kind']> {
  for (let before = -1n; ; before = former.mark.position) {
    await copyToHead(job, job.copyist(former));
    if (job.signal.aborted) return 'stopped';
    if (await former.publish({ evenBehind: before === former.mark.position })) return 'rolled-back';
  }
}

async function soundFormer({ log, store }: Pick<RollBackJob, 'log' | 'store'>): Promise<PageSuccessor> {
  const former = await store.former();
  if (former === undefined) throw new NoFormerPages();
  try {
    await checkMark(log, former.mark);
    return former;
  } catch (fault) {
    await former.close();
    throw fault;
  }
}
