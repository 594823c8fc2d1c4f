import { MessageChannel, Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { GroupSizes } from '#group-sizes';
import type { GroupSizesTold } from '#group-sizes';
import type { ToWriter } from './write-messages.js';

/** What a caller's side hears of its writer thread. */
export interface WriterEars {
  heard(answers: readonly unknown[]): void;
  /** No answer comes any more; `reason` in words. Told once. */
  ended(reason: string): void;
}

/** How batches reach a writer thread, and answers come back in the same order. */
export interface WriterLine {
  listen(ears: WriterEars): void;
  send(message: ToWriter<unknown>): void;
  /** Ends it, when nothing is under way. Resolves when it has ended. */
  close(): Promise<void>;
}

/** A writer thread begun here. Whoever began it ends it, and with it all lines that branch off. */
export class WriterThread implements WriterLine {
  private readonly thread: Worker;
  private readonly ended: Promise<unknown>;
  private readonly sizes = new GroupSizes();

  /** `module` calls `serveWrites`; `name` is how the machine's lists of threads show it. */
  constructor(name: string, module: URL, workerData: unknown) {
    this.thread = new Worker(module, { name, workerData, resourceLimits: smallHeap });
    this.ended = new Promise((resolve) => this.thread.once('exit', resolve));
    this.send({ sizes: this.sizes.memory });
  }

  listen(ears: WriterEars): void {
    this.thread.on('message', (answers: readonly unknown[]) => ears.heard(answers));
    this.thread.on('error', (error: Error) => ears.ended(error.message));
    this.thread.once('exit', () => ears.ended('the writer thread ended'));
  }

  send(message: ToWriter<unknown>): void {
    this.thread.postMessage(message);
  }

  /** How large the groups were that shared a commit, by whatever line they came. */
  groupSizes(): GroupSizesTold {
    return this.sizes.told();
  }

  /** The end of a line for another thread of this process, to be transferred to it. */
  branch(): MessagePort {
    const { port1: here, port2: there } = new MessageChannel();
    this.thread.postMessage({ line: there } satisfies ToWriter<unknown>, [there]);
    return here;
  }

  async close(): Promise<void> {
    this.send({ close: true });
    await this.ended;
  }
}

/** A line that branches off the writer thread of another thread. */
export class BranchLine implements WriterLine {
  private readonly ended: Promise<unknown>;

  constructor(private readonly port: MessagePort) {
    this.ended = new Promise((resolve) => port.once('close', resolve));
  }

  listen(ears: WriterEars): void {
    this.port.on('message', (answers: readonly unknown[]) => ears.heard(answers));
    this.port.once('close', () => ears.ended('the line to the writer thread ended'));
  }

  send(message: ToWriter<unknown>): void {
    this.port.postMessage(message);
  }

  async close(): Promise<void> {
    this.port.close();
    await this.ended;
  }
}

/** A writer keeps few objects for long; what it makes in passing need not pile up before it is collected. */
const smallHeap = { maxYoungGenerationSizeMb: 4 };
