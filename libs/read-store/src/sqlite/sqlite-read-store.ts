import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { PositionNotReached } from '../read-store.errors.js';
import type { Answer, PageBuild, PageCopy, PageSuccessor, PageWriter, ReadStore } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import type * as Asking from './kysely-over-sqlite.js';
import { PageShelf } from './page-shelf.js';
import { openForQuestions, openPageFile } from './page-file.js';
import { SqlitePageBuild } from './sqlite-page-build.js';
import { SqlitePageSuccessor } from './sqlite-page-successor.js';
import { SqlitePageWriter } from './sqlite-page-writer.js';

/** Milliseconds between two looks while somebody waits for a position. */
const lookAgainAfter = 5;

/** One open page file and how many questions are under way on it. */
interface Reader<Tables> {
  readonly pages: Kysely<Tables>;
  readonly markIn: typeof Asking.markIn;
  questions: number;
}

let asking: Promise<typeof Asking> | undefined;
/** Kysely is 260 modules, which a thread that only copies never needs: the first question loads them. */
const withKysely = () => (asking ??= import('./kysely-over-sqlite.js'));

/** Pages in files of one folder: `pages.v<version>.<n>.db`, and `pages.db`, which says which of them is live. */
export class SqliteReadStore<Tables> implements ReadStore<Tables> {
  readonly #shelf: PageShelf;
  #reader: Reader<Tables> | undefined;

  constructor(
    folder: string,
    private readonly pages: PageSet,
  ) {
    this.#shelf = new PageShelf(folder, pages);
  }

  async live(): Promise<PageWriter> {
    const { path } = this.#shelf.live();
    this.#shelf.sweep();
    this.#shelf.sweepAhead();
    return new SqlitePageWriter(path, this.pages);
  }

  async build(): Promise<PageBuild> {
    return new SqlitePageBuild(this.#shelf, this.#shelf.building(), this.pages);
  }

  async former(): Promise<PageSuccessor | undefined> {
    const file = this.#shelf.former();
    return file && new SqlitePageSuccessor(this.#shelf, file, this.pages, 'former');
  }

  async forgetFormer(): Promise<void> {
    this.#shelf.forgetFormer();
  }

  async copies(): Promise<readonly PageCopy[]> {
    return this.#shelf.copies();
  }

  async startAnew(): Promise<void> {
    const old = openPageFile(this.#shelf.replaceLive().path);
    old.exec('UPDATE page_mark SET replaced = 1');
    old.close();
    this.#shelf.sweep();
  }

  async ask<Result>(question: (pages: Kysely<Tables>) => Promise<Result>): Promise<Answer<Result>> {
    const kysely = await withKysely();
    for (;;) {
      const reader = (this.#reader ??= this.#openReader(kysely));
      const answer = await this.#askHere(reader, question);
      if (answer !== undefined) return answer;
      if (this.#reader === reader) this.#reader = undefined;
      await this.#leave(reader);
    }
  }

  async position(): Promise<bigint> {
    const { position } = await this.ask(async () => undefined);
    return position;
  }

  async waitFor(position: bigint, signal: AbortSignal): Promise<void> {
    let reached = await this.position();
    while (reached < position) {
      if (signal.aborted) throw new PositionNotReached(position, reached);
      await pause(lookAgainAfter, undefined, { signal }).catch(() => undefined);
      reached = await this.position();
    }
  }

  async close(): Promise<void> {
    await this.#reader?.pages.destroy();
    this.#reader = undefined;
    this.#shelf.close();
  }

  #openReader({ kyselyOver, markIn }: typeof Asking): Reader<Tables> {
    const { path } = this.#shelf.live();
    return { pages: kyselyOver<Tables>(openForQuestions(path, this.pages)), markIn, questions: 0 };
  }

  /** The answer, or `undefined` where another file took this one's place. */
  async #askHere<Result>(reader: Reader<Tables>, question: (pages: Kysely<Tables>) => Promise<Result>) {
    reader.questions += 1;
    try {
      return await reader.pages.transaction().execute(async (pages) => {
        const { position, replaced } = await reader.markIn(pages);
        return replaced ? undefined : { position: BigInt(position), result: await question(pages) };
      });
    } finally {
      reader.questions -= 1;
    }
  }

  /** The last question that waited on a replaced file closes it. */
  async #leave(reader: Reader<Tables>): Promise<void> {
    if (reader.questions === 0) await reader.pages.destroy();
  }
}
