import { PostgresNews, statement } from '#postgres';
import type { Postgres } from '#postgres';
import { Bell } from '../bell.js';
import type { DeskDatabase } from './desk-database.js';

const notify = statement("SELECT pg_notify($1, '')");

/** A bell that is heard in every process of a desk. Whoever listens once goes on listening, on a connection of its own. */
export class SharedBell {
  readonly #bell = new Bell();
  readonly #channel: string;
  readonly #news: PostgresNews;
  #listens = false;

  /** `room`: what it rings for; the channel is named by it. */
  constructor(
    postgres: Postgres,
    private readonly database: DeskDatabase,
    room: string,
  ) {
    this.#channel = `${postgres.schema}_${room}`;
    this.#news = new PostgresNews(postgres, this.#channel, () => this.#bell.ring());
  }

  /** A ring that is lost makes whoever waits late: everybody looks now and then. */
  async ring(): Promise<void> {
    this.#bell.ring();
    await this.database.once(notify, [this.#channel]).catch(() => undefined);
  }

  /** Resolves at the next ring, or when the signal aborts. */
  async rung(signal: AbortSignal): Promise<void> {
    if (!this.#listens) this.#news.listen();
    this.#listens = true;
    await this.#bell.rung(signal);
  }

  /** Stops listening. */
  close(): void {
    if (this.#listens) this.#news.leave();
    this.#listens = false;
    this.#bell.ring();
  }
}
