import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

/** What a thread is begun with. */
export interface Beginning {
  readonly workerData: unknown;
  /** What of it is handed over, not copied. */
  readonly transfer?: readonly MessagePort[];
}

export interface KeptThreadOptions<Word> {
  /** Goes by this name in faults, and in the machine's lists of threads. */
  readonly name: string;
  /** Ends when it is told `stop`. */
  readonly module: URL;
  /** Asked at every begin: what was handed over once is gone. */
  readonly beginning: () => Beginning;
  readonly hear: (word: Word) => void;
  readonly onFault: (fault: unknown) => void;
  /** Told when the thread ended, however it did, before it is begun again. */
  readonly onEnd?: () => void;
}

/** What batches leave behind is collected early, so that many threads fit into one small process. */
const maxYoungGenerationSizeMb = 8;
const longestPauseMs = 10_000;
/** A thread that ended so often without having proven that it works is not well. */
const faultsOfTheUnwell = 3;
/** One that was at work for so long is, though there was nothing to prove it by. */
const provenWellAfterMs = 30_000;

/** Keeps a thread at work; one that ends before its time is begun again, later each time. */
export class KeptThread<Word> {
  private worker: Worker | undefined;
  private readonly stopped = new AbortController();
  private readonly work: Promise<void>;
  private failures = 0;

  constructor(private readonly options: KeptThreadOptions<Word>) {
    this.work = this.keepWorking();
  }

  /** It works, or will in a moment. */
  get isWell(): boolean {
    return this.failures < faultsOfTheUnwell;
  }

  /** To be called at a word that only a thread at work says. */
  provenWell(): void {
    this.failures = 0;
  }

  /** Whether there is a thread to tell it to. */
  tell(message: unknown): boolean {
    this.worker?.postMessage(message);
    return this.worker !== undefined;
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.tell('stop');
    await this.work;
  }

  private async keepWorking(): Promise<void> {
    const { signal } = this.stopped;
    while (!signal.aborted) {
      try {
        await this.runOnce();
      } catch (fault) {
        this.options.onFault(fault);
        const rest = Math.min(longestPauseMs, 100 * 2 ** this.failures++);
        await pause(rest, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async runOnce(): Promise<void> {
    const { name, module, beginning, hear, onEnd } = this.options;
    const { workerData, transfer = [] } = beginning();
    const limits = { name, transferList: [...transfer], resourceLimits: { maxYoungGenerationSizeMb } };
    // Secrets as this thread has them now, also those it was given after the process began.
    const worker = new Worker(module, { workerData, env: process.env, ...limits });
    this.worker = worker;
    const proof = setTimeout(() => this.provenWell(), provenWellAfterMs).unref();
    worker.on('message', hear);
    try {
      await new Promise<void>((resolve, reject) => {
        worker.once('error', reject);
        worker.once('exit', () => {
          if (this.stopped.signal.aborted) resolve();
          else reject(new Error(`the ${name}’s thread ended by itself`));
        });
      });
    } finally {
      clearTimeout(proof);
      this.worker = undefined;
      onEnd?.();
    }
  }
}
