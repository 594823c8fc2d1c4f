import { Worker } from 'node:worker_threads';
import type { Answer, Batch, Fault, ToWriter } from './write-messages.js';

export interface GroupWriterOptions {
  /** Module of the worker; it calls `serveWrites`. */
  readonly worker: URL;
  readonly workerData: unknown;
  /** Requests that may wait before `submit` is refused. */
  readonly maxWaiting: number;
  /** Bytes that may wait before `submit` is refused. */
  readonly maxWaitingBytes: number;
  /** Makes the port's error of a fault of the writer. */
  readonly errorOf: (fault: Fault) => Error;
}

interface Waiting<Request, Reply> {
  readonly request: Request;
  readonly bytes: number;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (reason: Error) => void;
}

/** A second batch is handed over before the first returns only when it is worth an fsync of its own. */
const worthItsOwnCommit = 64;
const largestBatch = 1024;

/**
 * The caller's side of a writer thread with group commit: everything submitted while a commit is under way
 * shares the next one, and so one fsync. `submit` resolves when its request is durable.
 */
export class GroupWriter<Request, Reply> {
  private readonly thread: Worker;
  private waiting: Waiting<Request, Reply>[] = [];
  private waitingBytes = 0;
  private readonly inFlight: Waiting<Request, Reply>[][] = [];
  private scheduled = false;
  private stopped: Error | undefined;
  private readonly ended: Promise<void>;
  private idle: (() => void) | undefined;

  constructor(private readonly options: GroupWriterOptions) {
    this.thread = new Worker(options.worker, { workerData: options.workerData });
    this.thread.on('message', (answers: readonly Answer<Reply>[]) => this.settle(answers));
    this.thread.on('error', (error: Error) => this.fail(error));
    this.ended = new Promise((resolve) => this.thread.once('exit', () => resolve()));
  }

  /** Hands in one request of about `bytes` bytes. Rejects with the port's errors; `WRITER.BUSY` when too much waits. */
  submit(request: Request, bytes = 0): Promise<Reply> {
    if (this.stopped) return Promise.reject(this.stopped);
    if (this.waiting.length >= this.options.maxWaiting || this.waitingBytes + bytes > this.options.maxWaitingBytes) {
      return Promise.reject(this.options.errorOf({ code: 'WRITER.BUSY', message: 'too much waits to be written' }));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, bytes, resolve, reject });
      this.waitingBytes += bytes;
      this.schedule();
    });
  }

  /** Writes what waits, then ends the thread. What is submitted from now on is refused. */
  async close(): Promise<void> {
    if (this.stopped) return this.ended;
    this.stopped = this.options.errorOf({ code: 'WRITER.CLOSED', message: 'the writer is closing' });
    if (this.waiting.length + this.inFlight.length > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    this.thread.postMessage({ close: true } satisfies ToWriter<Request>);
    await this.ended;
  }

  private schedule(): void {
    if (this.scheduled || !this.mayHandOver()) return;
    this.scheduled = true;
    // One turn of the event loop gathers what arrives together.
    setImmediate(() => this.handOver());
  }

  private mayHandOver(): boolean {
    if (this.inFlight.length === 0) return this.waiting.length > 0;
    return this.inFlight.length === 1 && this.waiting.length >= worthItsOwnCommit;
  }

  private handOver(): void {
    this.scheduled = false;
    if (!this.mayHandOver()) return;
    const batch = this.waiting.splice(0, largestBatch);
    this.waitingBytes -= batch.reduce((sum, { bytes }) => sum + bytes, 0);
    this.inFlight.push(batch);
    this.thread.postMessage({ requests: batch.map(({ request }) => request) } satisfies Batch<Request>);
  }

  private settle(answers: readonly Answer<Reply>[]): void {
    const batch = this.inFlight.shift() ?? [];
    batch.forEach((waiter, at) => {
      const answer = answers[at];
      if (answer && 'reply' in answer) waiter.resolve(answer.reply);
      else waiter.reject(this.options.errorOf(answer?.fault ?? { code: 'WRITER.LOST', message: 'no answer' }));
    });
    if (this.waiting.length > 0) this.schedule();
    else if (this.inFlight.length === 0) this.idle?.();
  }

  private fail(error: Error): void {
    this.stopped = this.options.errorOf({ code: 'WRITER.DIED', message: error.message });
    for (const waiter of [...this.inFlight.flat(), ...this.waiting]) waiter.reject(this.stopped);
    this.inFlight.length = 0;
    this.waiting = [];
    this.idle?.();
  }
}
