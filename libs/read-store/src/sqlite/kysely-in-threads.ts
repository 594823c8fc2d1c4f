import { CompiledQuery, Kysely, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import type { Driver } from 'kysely';
import type { ReadFile } from './reader-messages.js';
import { ReaderThread } from './reader-thread.js';
import { SqlitePageAdapter } from './sqlite-page-sql.js';

/** Kysely over one page file, read in at most `threads` threads: as many questions are answered at the same time. */
export const kyselyInThreads = <Tables>(file: ReadFile, threads: number): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqlitePageAdapter(),
      createDriver: () => new ThreadDriver(file, threads),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });

/** Threads are started when they are first needed; a question that finds none free waits for one. */
class ThreadDriver implements Driver {
  readonly #all = new Set<ReaderThread>();
  readonly #free: ReaderThread[] = [];
  readonly #waiting: ((thread: ReaderThread) => void)[] = [];

  constructor(
    private readonly file: ReadFile,
    private readonly threads: number,
  ) {}

  async init(): Promise<void> {}

  async acquireConnection(): Promise<ReaderThread> {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#all.size >= this.threads) return new Promise((resolve) => this.#waiting.push(resolve));
    return this.#start();
  }

  async releaseConnection(thread: ReaderThread): Promise<void> {
    const sound = thread.isDead ? this.#replace(thread) : thread;
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(sound);
    else next(sound);
  }

  async beginTransaction(thread: ReaderThread): Promise<void> {
    await thread.executeQuery(CompiledQuery.raw('BEGIN'));
  }
  async commitTransaction(thread: ReaderThread): Promise<void> {
    await thread.executeQuery(CompiledQuery.raw('COMMIT'));
  }
  async rollbackTransaction(thread: ReaderThread): Promise<void> {
    await thread.executeQuery(CompiledQuery.raw('ROLLBACK'));
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#all].map((thread) => thread.close()));
  }

  #start(): ReaderThread {
    const thread = new ReaderThread(this.file);
    this.#all.add(thread);
    return thread;
  }

  #replace(dead: ReaderThread): ReaderThread {
    this.#all.delete(dead);
    return this.#start();
  }
}
