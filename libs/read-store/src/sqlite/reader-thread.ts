import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { ReaderDied } from '../read-store.errors.js';
import type { ReadBeginning, ReadFile, ReadReply, ReadRequest } from './reader-messages.js';

interface Waiting {
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (fault: Error) => void;
}

/** A connection whose statements run in a thread of their own, so that none of them holds up this one. */
export class ReaderThread implements DatabaseConnection {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #fault: Error | undefined;

  constructor({ path, functions }: ReadFile) {
    this.#worker = new Worker(new URL('./reader.worker.js', import.meta.url), {
      name: 'page reader',
      workerData: { path, functions: functions?.href } satisfies ReadBeginning,
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.#worker.on('message', (reply: ReadReply) => this.#settle(reply));
    this.#worker.on('error', (fault) =>
      this.#fail(new ReaderDied('the thread that reads pages failed', { cause: fault })),
    );
    this.#worker.on('exit', () => this.#fail(new ReaderDied('the thread that reads pages ended')));
  }

  /** Its thread has ended: it answers nothing any more. */
  get isDead(): boolean {
    return this.#fault !== undefined;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#fault !== undefined) throw this.#fault;
    const request: ReadRequest = { sql, parameters };
    const rows = await new Promise<readonly unknown[]>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(request);
    });
    return { rows: rows as Row[] };
  }

  /** Questions ask for pages, never for all there is. */
  streamQuery(): never {
    throw new TypeError('pages are not streamed');
  }

  async close(): Promise<void> {
    if (this.isDead) return;
    const ended = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await ended;
  }

  /** Replies come in the order of requests. */
  #settle(reply: ReadReply): void {
    const waiting = this.#waiting.shift();
    if ('fault' in reply) waiting?.reject(new Error(reply.fault));
    else waiting?.resolve(reply.rows);
  }

  #fail(fault: Error): void {
    this.#fault ??= fault;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#fault);
  }
}
