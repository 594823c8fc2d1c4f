import { pageSets } from '#apps/api';
import type { PageSetName } from '#apps/api';
import type { Settings } from '#settings';
import { threadJob } from '../../operations/thread-job.js';
import { pageUrlsOf } from '../../pages/page-urls.js';
import { discardPagesAhead } from './build-pages-ahead.js';
import type { AheadOutcome } from './build-pages-ahead.js';
import type { AheadTask } from './build-pages-ahead.worker.js';

export type { AheadOutcome } from './build-pages-ahead.js';

/** How pages are built ahead for the command line. */
export interface RebuildAhead {
  /** All sets, where it is left out. */
  readonly only?: PageSetName | undefined;
  /** Hold them against a second fold of the log. */
  readonly check: boolean;
  /** Aborting stops it; the next goes on from there. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

const worker = new URL('./build-pages-ahead.worker.js', import.meta.url);
const setsOf = (only: PageSetName | undefined): readonly PageSetName[] => (only === undefined ? pageSets : [only]);

/** Builds pages of this version beside a desk of another one, on a thread of its own. Errors: as `buildPagesAhead`. */
export async function rebuildAhead(
  settings: Settings,
  { only, check, signal, onProgress }: RebuildAhead,
): Promise<AheadOutcome> {
  const task: AheadTask = { urls: pageUrlsOf(settings), sets: setsOf(only), check };
  let outcome: AheadOutcome | undefined;
  for await (const line of threadJob(worker, task, signal))
    if ('result' in line) outcome = line.result as unknown as AheadOutcome;
    else onProgress(Number(line.done), Number(line.total));
  return outcome ?? { kind: 'stopped', sets: [], resumed: false };
}

/** Throws away what was built ahead. Errors: as `discardPagesAhead`. */
export const discardAhead = (settings: Settings, only?: PageSetName): Promise<void> =>
  discardPagesAhead({ urls: pageUrlsOf(settings), sets: setsOf(only) });
