import { Worker } from 'node:worker_threads';
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
  readonly resolve: (answer: unknown) => void;
  readonly reject: (fault: Error) => void;
}

/** Answers questions to the pages on a thread of its own. A thread that dies fails what it was asked; the next one begins anew. */
export class QuestionThread {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  constructor(private readonly readUrl: string) {}

  /** The questions as everybody knows them. `reached` only waits, so it does so here, over `local`. */
  over(local: Questions): Questions {
    return new Proxy(local, {
      get: (target, name: keyof Questions) =>
        name === 'reached' ? target.reached.bind(target) : (...asked: readonly unknown[]) => this.ask(name, asked),
    });
  }

  async stop(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('stop');
    await ended;
  }

  private ask(name: QuestionName, asked: readonly unknown[]): Promise<unknown> {
    const worker = (this.worker ??= this.start());
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      worker.postMessage({ id, name, asked } satisfies Asked);
    });
  }

  private start(): Worker {
    const worker = new Worker(new URL('./question.worker.js', import.meta.url), {
      workerData: { readUrl: this.readUrl },
    });
    worker.on('message', (told: Told) => this.settle(told));
    worker.once('error', (fault: Error) => this.fail(fault));
    worker.once('exit', () => this.fail(new Error('the thread that answers questions has ended')));
    return worker;
  }

  private settle(told: Told): void {
    const waiting = this.waiting.get(told.id);
    this.waiting.delete(told.id);
    if ('answer' in told) waiting?.resolve(told.answer);
    else waiting?.reject(Object.assign(new Error(told.fault.message), told.fault));
  }

  private fail(fault: Error): void {
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(fault);
    this.waiting.clear();
  }
}
