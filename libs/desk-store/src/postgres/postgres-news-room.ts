import { statement } from '#postgres';
import type { KeptNews, NewsRoom } from '../news-room.port.js';
import type { DeskDatabase } from './desk-database.js';
import type { SharedBell } from './shared-bell.js';

/** What is over goes with the next that is kept. Pages that were begun anew come by the same positions again. */
const keep = statement(`
  WITH over AS (DELETE FROM page_news WHERE until <= clock_timestamp() AND position <> ALL ($2::bigint[]))
  INSERT INTO page_news (since, position, told, until)
  SELECT since, position, told, clock_timestamp() + make_interval(secs => $4)
  FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS given (since, position, told)
  ON CONFLICT (position) DO UPDATE SET since = excluded.since, told = excluded.told, until = excluded.until`);
const after = statement(`
  SELECT since, position, told FROM page_news WHERE position > $1 AND until > clock_timestamp() ORDER BY position`);
/** Deleted rows would lie in the table for a while yet. */
const forget = statement('TRUNCATE page_news');

/** News in the desk's schema. */
export class PostgresNewsRoom implements NewsRoom {
  constructor(
    private readonly database: DeskDatabase,
    private readonly bell: SharedBell,
  ) {}

  async keep(news: readonly KeptNews[], seconds: number): Promise<void> {
    const fields = (['since', 'position', 'told'] as const).map((field) => news.map((one) => one[field]));
    await this.database.rows(keep, [...fields, seconds]);
    await this.bell.ring();
  }

  after(position: bigint): Promise<readonly KeptNews[]> {
    return this.database.rows<KeptNews>(after, [position]);
  }

  async forget(): Promise<void> {
    await this.database.rows(forget, []);
  }

  rung(signal: AbortSignal): Promise<void> {
    return this.bell.rung(signal);
  }
}
