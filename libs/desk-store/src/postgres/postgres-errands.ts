import { statement } from '#postgres';
import type { Errand, Errands } from '../errands.port.js';
import type { DeskDatabase } from './desk-database.js';
import type { SharedBell } from './shared-bell.js';

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

/** Errands in the desk's schema. */
export class PostgresErrands implements Errands {
  constructor(
    private readonly database: DeskDatabase,
    private readonly bell: SharedBell,
  ) {}

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
    await this.bell.ring();
  }

  waiting(to: readonly string[], limit: number): Promise<readonly Errand[]> {
    return this.database.rows<Errand>(waiting, [to, limit]);
  }

  async answer(id: string, answer: string): Promise<void> {
    await this.database.rows(answerIt, [id, answer]);
    await this.bell.ring();
  }

  async answersTo(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ readonly id: string; readonly answer: string }>(answers, [ids]);
    return new Map(rows.map(({ id, answer }) => [id, answer]));
  }

  async forget(ids: readonly string[]): Promise<void> {
    await this.database.rows(forget, [ids]);
  }

  news(signal: AbortSignal): Promise<void> {
    return this.bell.rung(signal);
  }
}
