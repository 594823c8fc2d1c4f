import { PostgresNews, statement } from '#postgres';
import type { Postgres } from '#postgres';
import { Bell } from '../bell.js';
import type { Errand, Errands } from '../errands.port.js';
import type { DeskDatabase } from './desk-database.js';

const attend = statement(`
  INSERT INTO attendance (name, kind, until) VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
  ON CONFLICT (name) DO UPDATE SET until = excluded.until`);
const leave = statement('DELETE FROM attendance WHERE name = $1 OR until <= clock_timestamp()');
const there = statement('SELECT name FROM attendance WHERE kind = $1 AND until > clock_timestamp() ORDER BY name');
/** What nobody waits for any more goes with the next that is asked. */
const ask = statement(`
  WITH over AS (DELETE FROM errands WHERE until <= clock_timestamp())
  INSERT INTO errands (id, recipient, asked, until)
  SELECT id, recipient, asked, clock_timestamp() + make_interval(secs => $4)
  FROM unnest($1::text[], $2::text[], $3::text[]) AS given (id, recipient, asked)
  ON CONFLICT DO NOTHING`);
const waiting = statement(`
  SELECT id, recipient AS "to", asked FROM errands
  WHERE recipient = ANY ($1::text[]) AND answer IS NULL AND until > clock_timestamp() ORDER BY number LIMIT $2`);
const answerIt = statement('UPDATE errands SET answer = $2 WHERE id = $1');
const answers = statement('SELECT id, answer FROM errands WHERE id = ANY ($1::text[]) AND answer IS NOT NULL');
const forget = statement('DELETE FROM errands WHERE id = ANY ($1::text[])');
const notify = statement("SELECT pg_notify($1, '')");

/** Errands in the desk's schema. Whoever listens once goes on listening. */
export class PostgresErrands implements Errands {
  readonly #bell = new Bell();
  readonly #channel: string;
  readonly #news: PostgresNews;
  #listens = false;

  constructor(
    postgres: Postgres,
    private readonly database: DeskDatabase,
  ) {
    this.#channel = `${postgres.schema}_errands`;
    this.#news = new PostgresNews(postgres, this.#channel, () => this.#bell.ring());
  }

  async attend(name: string, kind: string, seconds: number): Promise<void> {
    await this.database.rows(attend, [name, kind, seconds]);
  }

  async leave(name: string): Promise<void> {
    await this.database.rows(leave, [name]);
  }

  async attending(kind: string): Promise<readonly string[]> {
    return (await this.database.rows<{ readonly name: string }>(there, [kind])).map(({ name }) => name);
  }

  async ask(errands: readonly Errand[], seconds: number): Promise<void> {
    const fields = (['id', 'to', 'asked'] as const).map((field) => errands.map((errand) => errand[field]));
    await this.database.rows(ask, [...fields, seconds]);
    await this.#tell();
  }

  waiting(to: readonly string[], limit: number): Promise<readonly Errand[]> {
    return this.database.rows<Errand>(waiting, [to, limit]);
  }

  async answer(id: string, answer: string): Promise<void> {
    await this.database.rows(answerIt, [id, answer]);
    await this.#tell();
  }

  async answersTo(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ readonly id: string; readonly answer: string }>(answers, [ids]);
    return new Map(rows.map(({ id, answer }) => [id, answer]));
  }

  async forget(ids: readonly string[]): Promise<void> {
    await this.database.rows(forget, [ids]);
  }

  async news(signal: AbortSignal): Promise<void> {
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

  /** News that are lost are late, not missed: everybody looks now and then. */
  async #tell(): Promise<void> {
    this.#bell.ring();
    await this.database.once(notify, [this.#channel]).catch(() => undefined);
  }
}
