import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { PageUrls } from './page-stores.js';

/** What the projector's thread tells. */
export type ProjectorWord = { readonly position: bigint } | { readonly warning: string };

export interface ProjectorThreadOptions {
  readonly urls: PageUrls;
  readonly onWarning: (warning: string) => void;
  readonly onFault: (fault: unknown) => void;
}

const longestPauseMs = 10_000;
const projectorWorker = new URL('./projector.worker.js', import.meta.url);

/** Keeps a projector at work on a thread of its own; one that stops on a fault is started again, later each time. */
export class ProjectorThread {
  private worker: Worker | undefined;
  private readonly stopped = new AbortController();
  private readonly work: Promise<void>;
  private failures = 0;
  /** How far the live pages are, as the thread last said. */
  position = 0n;

  constructor(
    private readonly options: ProjectorThreadOptions,
    private readonly module = projectorWorker,
  ) {
    this.work = this.keepWorking();
  }

  /** It works, or will in a moment. */
  get isWell(): boolean {
    return this.failures < 3;
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.worker?.postMessage('stop');
    await this.work;
  }

  private async keepWorking(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      try {
        await this.runOnce();
      } catch (fault) {
        this.options.onFault(fault);
        const rest = Math.min(longestPauseMs, 100 * 2 ** this.failures++);
        await pause(rest, undefined, { signal: this.stopped.signal }).catch(() => undefined);
      }
    }
  }

  private runOnce(): Promise<void> {
    const worker = new Worker(this.module, { workerData: this.options.urls });
    this.worker = worker;
    worker.on('message', (word: ProjectorWord) => this.hear(word));
    return new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => {
        if (this.stopped.signal.aborted) resolve();
        else reject(new Error('the projector’s thread ended by itself'));
      });
    });
  }

  private hear(word: ProjectorWord): void {
    if ('warning' in word) this.options.onWarning(word.warning);
    else {
      this.position = word.position;
      this.failures = 0;
    }
  }
}
