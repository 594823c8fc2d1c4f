import { pageSets } from '#apps/api';
import type { PageSetCopies, PageSetName, RebuildChoices, RebuildStatus } from '#apps/api';
import type { Instant } from '#domain';
import { threadJob } from '../operations/thread-job.js';
import type { ProgressLine } from '../operations/thread-job.js';
import type { PageUrls } from '../pages/page-urls.js';
import type { CopiesTask } from './copies.worker.js';
import type { RebuildTask } from './rebuild.worker.js';
import type { RollBackTask } from './roll-back.worker.js';

const rebuildWorker = new URL('./rebuild.worker.js', import.meta.url);
const rollBackWorker = new URL('./roll-back.worker.js', import.meta.url);
const copiesWorker = new URL('./copies.worker.js', import.meta.url);

const setsOf = (only: PageSetName | undefined) => (only === undefined ? pageSets : [only]);

/** A rebuild, or roll-back, that is under way here. */
interface UnderWay {
  readonly abort: AbortController;
  readonly over: Promise<void>;
}

/** Rebuilds as operators ask for them: begun, looked at, thrown away, and taken back. */
export class Rebuilds {
  private readonly underWay = new Set<UnderWay>();

  constructor(private readonly urls: PageUrls) {}

  /** Copies pages anew beside the live ones, and puts them in their place unless they are only to be compared. */
  run({ compare, check, publish, only }: RebuildChoices, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    const task: RebuildTask = { urls: this.urls, compare, check, publish, sets: setsOf(only) };
    return this.noted(rebuildWorker, task, signal);
  }

  /** Goes back to the pages that were live before, caught up: of one set, or of all that have some. */
  rollBack(only: PageSetName | undefined, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    const task: RollBackTask = { urls: this.urls, sets: setsOf(only) };
    return this.noted(rollBackWorker, task, signal);
  }

  status(): Promise<RebuildStatus> {
    return this.look({});
  }

  /** Removes the pages that were live before; with an instant only those that others took the place of before then. */
  forgetFormer(before?: Instant): Promise<RebuildStatus> {
    return this.look({ forgets: { before } });
  }

  /** Ends what is under way here, waits for its step at hand, and throws away what was built. */
  async abort(): Promise<RebuildStatus> {
    const ending = [...this.underWay];
    for (const { abort } of ending) abort.abort();
    await Promise.all(ending.map(({ over }) => over));
    return this.look({ discards: true });
  }

  private async *noted(
    worker: URL,
    task: RebuildTask | RollBackTask,
    signal: AbortSignal,
  ): AsyncGenerator<ProgressLine> {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const abort = new AbortController();
    const one = { abort, over };
    this.underWay.add(one);
    try {
      yield* threadJob(worker, task, AbortSignal.any([signal, abort.signal]));
    } finally {
      this.underWay.delete(one);
      resolve();
    }
  }

  private async look(tidying: Pick<CopiesTask, 'discards' | 'forgets'>): Promise<RebuildStatus> {
    const task: CopiesTask = { urls: this.urls, sets: pageSets, ...tidying };
    let sets: readonly PageSetCopies[] = [];
    for await (const line of threadJob(copiesWorker, task, new AbortController().signal))
      if ('result' in line) sets = line.result['sets'] as readonly PageSetCopies[];
    return { isUnderWay: this.underWay.size > 0, sets };
  }
}
