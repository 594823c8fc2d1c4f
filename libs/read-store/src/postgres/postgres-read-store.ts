import { EventEmitter, once } from 'node:events';
import type { Kysely } from 'kysely';
import { Postgres, PostgresNews, isAway } from '#postgres';
import { PagesUnavailable, PositionNotReached } from '../read-store.errors.js';
import type { Answer, PageBuild, PageCopy, PageSuccessor, PageWriter, ReadStore } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { areGone } from './gone-pages.js';
import { kyselyOver } from './kysely-over-postgres.js';
import { PageShelf } from './page-shelf.js';
import type { Entered } from './page-shelf.js';
import { PostgresPageBuild } from './postgres-page-build.js';
import { PostgresPageSuccessor } from './postgres-page-successor.js';
import { PostgresPageWriter } from './postgres-page-writer.js';
import { shelfAddressOf } from './shelf-address.js';

/** Connections of one store: as many questions are answered at the same time, and a projector beside them. */
const connections = 6;
/** Milliseconds after which whoever waits for a position looks for it though nobody told of it. */
const lookAgainAfter = 500;

const session = {
  // After the server loses power the last commits may be missing, rows and mark together: they are copied again.
  synchronous_commit: 'off',
  // Whoever stopped in the middle of a transaction holds up the projector that took its place no longer than this.
  idle_in_transaction_session_timeout: '60s',
  jit: 'off',
};

/** Pages in schemas of a database, and a shelf that says which of them are live. */
export class PostgresReadStore<Tables> implements ReadStore<Tables> {
  readonly #kysely: Kysely<Tables>;
  readonly #news: PostgresNews;
  readonly #heard = new EventEmitter().setMaxListeners(0);
  #listens = false;

  private constructor(
    private readonly postgres: Postgres,
    private readonly shelf: PageShelf,
    private readonly pages: PageSet,
  ) {
    this.#kysely = kyselyOver<Tables>(postgres);
    this.#news = new PostgresNews(postgres, postgres.schema, () => this.#heard.emit('news'));
  }

  /** Errors: `PostgresUrlInvalid`, `PostgresUnreachable`, `PagesOfNewerCode`. */
  static async open<Tables>(url: string, pages: PageSet): Promise<PostgresReadStore<Tables>> {
    const address = shelfAddressOf(url);
    const { store } = address;
    const postgres = new Postgres(address.url, {
      store,
      connections,
      session,
      wholeNumbers: 'number',
      pipelined: true,
    });
    try {
      return new PostgresReadStore<Tables>(postgres, await PageShelf.open(postgres, pages), pages);
    } catch (fault) {
      await postgres.close();
      throw fault;
    }
  }

  async live(): Promise<PageWriter> {
    await this.shelf.sweep();
    return new PostgresPageWriter(this.postgres, await this.shelf.findOrAdd('live'), this.pages);
  }

  async build(): Promise<PageBuild> {
    return new PostgresPageBuild(this.postgres, this.shelf, await this.shelf.findOrAdd('building'), this.pages);
  }

  async former(): Promise<PageSuccessor | undefined> {
    const copy = await this.shelf.find('former');
    return copy && new PostgresPageSuccessor(this.postgres, this.shelf, copy, this.pages);
  }

  async forgetFormer(): Promise<void> {
    await this.shelf.forgetFormer();
  }

  async copies(): Promise<readonly PageCopy[]> {
    try {
      return await this.shelf.copies();
    } catch (fault) {
      throw readFault(fault);
    }
  }

  async startAnew(): Promise<void> {
    await this.shelf.replaceLive();
    await this.shelf.sweep();
  }

  async ask<Result>(question: (pages: Kysely<Tables>) => Promise<Result>): Promise<Answer<Result>> {
    for (;;) {
      const answer = await this.#askLive(question);
      if (answer !== undefined) return answer;
      await this.shelf.findOrAdd('live');
    }
  }

  async position(): Promise<bigint> {
    try {
      const live = await this.shelf.find('live');
      return live?.mark.position ?? 0n;
    } catch (fault) {
      throw readFault(fault);
    }
  }

  async waitFor(position: bigint, signal: AbortSignal): Promise<void> {
    if ((await this.position()) >= position) return;
    this.#listen();
    for (;;) {
      const woken = this.#woken(signal);
      const reached = await this.position();
      if (reached >= position) return;
      if (signal.aborted) throw new PositionNotReached(position, reached);
      await woken;
    }
  }

  async close(): Promise<void> {
    if (this.#listens) this.#news.leave();
    this.#listens = false;
    await this.postgres.close();
  }

  /** The answer; `undefined` where there were no live pages, or others took their place and these are gone. */
  async #askLive<Result>(question: (pages: Kysely<Tables>) => Promise<Result>): Promise<Answer<Result> | undefined> {
    let entered: Entered | undefined;
    const oneSnapshot = this.#kysely.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
    try {
      return await oneSnapshot.execute(async (pages) => {
        entered = await this.shelf.enter(pages);
        return entered && { position: BigInt(entered.position), result: await question(pages) };
      });
    } catch (fault) {
      if (await this.#wereReplaced(fault, entered)) return undefined;
      throw readFault(fault);
    }
  }

  async #wereReplaced(fault: unknown, entered: Entered | undefined): Promise<boolean> {
    if (!areGone(fault) || entered === undefined) return false;
    const live = await this.shelf.find('live');
    return live?.schema !== entered.schema;
  }

  #listen(): void {
    if (this.#listens) return;
    this.#listens = true;
    this.#news.listen();
  }

  /** Resolves with the next news, when it is time to look anyway, or when the signal aborts. */
  async #woken(signal: AbortSignal): Promise<void> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(lookAgainAfter)]);
    await once(this.#heard, 'news', { signal: patience }).catch(() => undefined);
  }
}

/** Whoever asked a wrong question is told what is wrong with it; everything else may pass. */
const readFault = (fault: unknown): unknown =>
  isAway(fault) ? new PagesUnavailable('the database of the pages is away', { cause: fault }) : fault;
