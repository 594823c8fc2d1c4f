import { Worker } from 'node:worker_threads';
import { DeskUnavailable } from '#desk-store';
import type { Questions } from '#queries';

export type QuestionName = Exclude<keyof Questions, 'reached'>;

/** A question on its way to the thread. */
export interface Asked {
  readonly id: number;
  readonly name: QuestionName;
  readonly asked: readonly unknown[];
}

/** What comes back: the answer, or the fault with its code and facts. */
export type Told =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly fault: { readonly name: string; readonly message: string } };

interface Waiting {
  readonly worker: Worker;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (fault: Error) => void;
}

const questionWorker = new URL('./question.worker.js', import.meta.url);

/** Answers questions to the pages on a thread of its own. A thread that dies fails what it was asked; the next one begins anew. */
export class QuestionThread {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private stopped = false;

  constructor(
    private readonly readUrl: string,
    private readonly module = questionWorker,
  ) {}

  /**
   * The questions as everybody knows them. `reached` only waits, so it does so here, over `local`.
   * Errors: those of the question, by their codes; `DeskUnavailable` once the thread is stopped.
   */
  over(local: Questions): Questions {
    return new Proxy(local, {
      get: (target, name: keyof Questions) => {
        const own: unknown = Reflect.get(target, name);
        if (typeof own !== 'function') return own;
        return name === 'reached' ? target.reached.bind(target) : (...asked: unknown[]) => this.ask(name, asked);
      },
    });
  }

  /** Whoever still waits for an answer is told that there will be none. */
  async stop(): Promise<void> {
    this.stopped = true;
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('stop');
    await ended;
  }

  private ask(name: QuestionName, asked: readonly unknown[]): Promise<unknown> {
    if (this.stopped) return Promise.reject(new DeskUnavailable('the desk is closing'));
    const worker = (this.worker ??= this.start());
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      worker.postMessage({ id, name, asked } satisfies Asked);
      this.waiting.set(id, { worker, resolve, reject });
    });
  }

  private start(): Worker {
    const worker = new Worker(this.module, { workerData: { readUrl: this.readUrl } });
    worker.on('message', (told: Told) => this.settle(told));
    worker.once('error', (fault: Error) => this.fail(worker, fault));
    worker.once('exit', () => this.fail(worker, new DeskUnavailable('the thread that answers questions has ended')));
    return worker;
  }

  private settle(told: Told): void {
    const waiting = this.waiting.get(told.id);
    this.waiting.delete(told.id);
    if ('answer' in told) waiting?.resolve(told.answer);
    else waiting?.reject(Object.assign(new Error(told.fault.message), told.fault));
  }

  /** A thread that dies tells of it twice, by its error and by its end: the next one may be at work by then. */
  private fail(dead: Worker, fault: Error): void {
    if (this.worker === dead) this.worker = undefined;
    for (const [id, { worker, reject }] of this.waiting) {
      if (worker !== dead) continue;
      this.waiting.delete(id);
      reject(fault);
    }
  }
}
