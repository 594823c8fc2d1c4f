import type { PageSetName, RebuildChoices, RebuildStatus } from '#apps/api';
import type { DeskStore } from '#desk-store';
import type { Erasure } from '#sealing';
import { scratchUrlOf } from '#settings';
import type { Settings } from '#settings';
import { anchorsIn } from '../desk/anchors.js';
import type { Erasures } from '../erasure/erasures.js';
import { pageUrlsOf } from '../pages/page-urls.js';
import { Rebuilds } from '../rebuild/rebuilds.js';
import { takeBackup } from './backup.js';
import { threadJob } from './thread-job.js';
import type { ProgressLine } from './thread-job.js';

/** The long works an operator asks for, done while the desk serves. The signal ends one after the step at hand. */
export class Operations {
  private readonly rebuilds: Rebuilds;

  constructor(
    private readonly settings: Settings,
    private readonly desk: DeskStore,
    private readonly erasures: Erasures,
  ) {
    this.rebuilds = new Rebuilds(pageUrlsOf(settings));
  }

  /** Erases customers: see `Erasures`. */
  erase(customerIds: readonly string[], onlyFiles: boolean, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    return this.erasures.erase({ customerIds, onlyFiles }, signal);
  }

  /** Who was erased, and when. */
  erased(): Promise<readonly Erasure[]> {
    return this.erasures.list();
  }

  /** Copies pages anew beside the live ones, and puts them in their place unless they are only to be compared. */
  rebuild(choices: RebuildChoices, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    return this.rebuilds.run(choices, signal);
  }

  /** Goes back to the pages that were live before, caught up. */
  rollBack(only: PageSetName | undefined, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    return this.rebuilds.rollBack(only, signal);
  }

  /** Removes the pages that were live before. */
  forgetFormer(): Promise<RebuildStatus> {
    return this.rebuilds.forgetFormer();
  }

  rebuildStatus(): Promise<RebuildStatus> {
    return this.rebuilds.status();
  }

  /** Ends a rebuild that is under way, and throws away what was built. */
  abortRebuild(): Promise<RebuildStatus> {
    return this.rebuilds.abort();
  }

  /** Copies the log into pages of their own beside the live ones, up to what was recorded at an instant. */
  scratch(until: string | undefined, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    const urls = { ...pageUrlsOf(this.settings), readUrl: scratchUrlOf(this.settings) };
    return threadJob(new URL('../replay/scratch.worker.js', import.meta.url), { urls, until }, signal);
  }

  /** Works out every hash of the log again, looks for the heads that were anchored, counts parts nobody can open. */
  async *verify(signal: AbortSignal): AsyncGenerator<ProgressLine> {
    const anchors = await anchorsIn(this.desk.facts);
    const { logUrl, keysUrl } = this.settings;
    yield* threadJob(new URL('../pages/verify.worker.js', import.meta.url), { logUrl, keysUrl, anchors }, signal);
  }

  /** Copies desk store, log, keys and blobs into an empty folder, in that order. */
  backup(folder: string, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    return takeBackup(this.settings, this.desk, folder, signal);
  }
}
