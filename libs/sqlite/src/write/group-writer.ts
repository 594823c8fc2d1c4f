import { WaitingLine } from './waiting-line.js';
import type { Waiting } from './waiting-line.js';
import type { Answer, Batch, Fault } from './write-messages.js';
import type { WriterLine } from './writer-line.js';

export interface GroupWriterOptions {
  /** Leads to the writer thread: one begun here, or a branch of another thread's. */
  readonly writer: WriterLine;
  /** Requests that may wait before `submit` is refused. */
  readonly maxWaiting: number;
  /** Bytes that may wait before `submit` is refused. */
  readonly maxWaitingBytes: number;
  /** Makes the port's error of a fault of the writer. */
  readonly errorOf: (fault: Fault) => Error;
}

/** A second batch is handed over before the first returns only when it is worth an fsync of its own. */
const worthItsOwnCommit = 64;

/**
 * The caller's side of a writer thread with group commit: everything submitted while a commit is under way
 * shares the next one, and so one fsync. `submit` resolves when its request is durable.
 */
export class GroupWriter<Request, Reply> {
  private readonly line = new WaitingLine<Request, Reply>();
  private readonly inFlight: (readonly Waiting<Request, Reply>[])[] = [];
  private scheduled = false;
  private stopped: Error | undefined;
  private closing: Promise<void> | undefined;
  private drained: (() => void) | undefined;

  constructor(private readonly options: GroupWriterOptions) {
    options.writer.listen({
      heard: (answers) => this.settle(answers as readonly Answer<Reply>[]),
      ended: (reason) => this.died(reason),
    });
  }

  /** Hands in one request of about `bytes` bytes. Rejects with the port's errors; `WRITER.BUSY` when too much waits. */
  submit(request: Request, bytes = 0): Promise<Reply> {
    if (this.stopped) return Promise.reject(this.stopped);
    const { maxWaiting, maxWaitingBytes, errorOf } = this.options;
    // One alone is always taken: otherwise what is larger than the limit could never be written.
    if (this.line.length >= maxWaiting || (this.line.length > 0 && this.line.bytes + bytes > maxWaitingBytes)) {
      return Promise.reject(errorOf({ code: 'WRITER.BUSY', message: 'too much waits to be written' }));
    }
    return new Promise((resolve, reject) => {
      this.line.join({ request, bytes, resolve, reject });
      this.schedule();
    });
  }

  /** Writes what waits, then ends the line. What is submitted from now on is refused. */
  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async end(): Promise<void> {
    this.stopped ??= this.options.errorOf({ code: 'WRITER.CLOSED', message: 'the writer is closing' });
    if (this.line.length + this.inFlight.length > 0) await new Promise<void>((resolve) => (this.drained = resolve));
    await this.options.writer.close();
  }

  private schedule(): void {
    if (this.scheduled || !this.mayHandOver()) return;
    this.scheduled = true;
    // One turn of the event loop gathers what arrives together.
    setImmediate(() => this.handOver());
  }

  private mayHandOver(): boolean {
    if (this.inFlight.length === 0) return this.line.length > 0;
    return this.inFlight.length === 1 && this.line.length >= worthItsOwnCommit;
  }

  private handOver(): void {
    this.scheduled = false;
    if (!this.mayHandOver()) return;
    const batch = this.line.nextBatch();
    this.inFlight.push(batch);
    this.options.writer.send({ requests: batch.map(({ request }) => request) } satisfies Batch<Request>);
    this.schedule();
  }

  private settle(answers: readonly Answer<Reply>[]): void {
    const batch = this.inFlight.shift() ?? [];
    batch.forEach((waiting, at) => {
      const answer = answers[at] ?? { fault: { code: 'WRITER.LOST', message: 'the writer gave no answer' } };
      if ('reply' in answer) waiting.resolve(answer.reply);
      else waiting.reject(this.options.errorOf(answer.fault));
    });
    if (this.line.length > 0) this.schedule();
    else if (this.inFlight.length === 0) this.drained?.();
  }

  /** Nobody is left waiting for ever: what the thread had in hand is uncertain, what it never saw is not written. */
  private died(message: string): void {
    const { errorOf } = this.options;
    this.stopped ??= errorOf({ code: 'WRITER.DIED', message });
    for (const { reject } of this.inFlight.splice(0).flat()) reject(errorOf({ code: 'WRITER.LOST', message }));
    for (const { reject } of this.line.leave()) reject(errorOf({ code: 'WRITER.DIED', message }));
    this.drained?.();
  }
}
