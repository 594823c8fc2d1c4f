import { pageSets } from '#apps/api';
import type { PageSetCopies, RebuildChoices, RebuildStatus } from '#apps/api';
import { threadJob } from '../operations/thread-job.js';
import type { ProgressLine } from '../operations/thread-job.js';
import type { PageUrls } from '../pages/page-urls.js';
import type { CopiesTask } from './copies.worker.js';
import type { RebuildTask } from './rebuild.worker.js';

const rebuildWorker = new URL('./rebuild.worker.js', import.meta.url);
const copiesWorker = new URL('./copies.worker.js', import.meta.url);

/** A rebuild that is under way here. */
interface UnderWay {
  readonly abort: AbortController;
  readonly over: Promise<void>;
}

/** Rebuilds as operators ask for them: begun, looked at, and thrown away. */
export class Rebuilds {
  private readonly underWay = new Set<UnderWay>();

  constructor(private readonly urls: PageUrls) {}

  /** Copies pages anew beside the live ones, and puts them in their place unless they are only to be compared. */
  async *run({ compare, publish, only }: RebuildChoices, signal: AbortSignal): AsyncGenerator<ProgressLine> {
    const { promise: over, resolve } = Promise.withResolvers<void>();
    const abort = new AbortController();
    const one = { abort, over };
    const task: RebuildTask = { urls: this.urls, compare, publish, sets: only === undefined ? pageSets : [only] };
    this.underWay.add(one);
    try {
      yield* threadJob(rebuildWorker, task, AbortSignal.any([signal, abort.signal]));
    } finally {
      this.underWay.delete(one);
      resolve();
    }
  }

  status(): Promise<RebuildStatus> {
    return this.look(false);
  }

  /** Ends what is under way here, waits for its step at hand, and throws away what was built. */
  async abort(): Promise<RebuildStatus> {
    const ending = [...this.underWay];
    for (const { abort } of ending) abort.abort();
    await Promise.all(ending.map(({ over }) => over));
    return this.look(true);
  }

  private async look(discards: boolean): Promise<RebuildStatus> {
    const task: CopiesTask = { urls: this.urls, sets: pageSets, discards };
    let sets: readonly PageSetCopies[] = [];
    for await (const line of threadJob(copiesWorker, task, new AbortController().signal))
      if ('result' in line) sets = line.result['sets'] as readonly PageSetCopies[];
    return { isUnderWay: this.underWay.size > 0, sets };
  }
}
