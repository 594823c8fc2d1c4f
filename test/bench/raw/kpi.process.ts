import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { KpiQuestion } from '#kpi';
import { serveTask } from '../programs/child-program.js';

/** The same questions in SQL by hand, over a plain table of the same facts with the index each wants. */
export interface RawKpis {
  /** Folder of the pages of KPIs, from which the table is made once. */
  readonly folder: string;
  readonly questions: readonly KpiQuestion[];
}

const riyadh = '+3 hours';
const week = 7 * 86_400;

const plainTable = `
CREATE TABLE plain AS SELECT kind, at, until, personId, ticketId, fact ->> 'channel' AS channel, fact ->> 'team' AS team,
  fact ->> 'ms' AS ms, fact ->> 'openedAt' AS openedAt, unixepoch(fact ->> 'next') - unixepoch(at) AS gap
  FROM (SELECT *, fact ->> 'personId' AS personId FROM facts) WHERE kind IN ('contact', 'first-response', 'span');
CREATE INDEX contacts ON plain (at, gap, channel, personId, ticketId) WHERE kind = 'contact';
CREATE INDEX responses ON plain (at, team, ms, personId) WHERE kind = 'first-response';
CREATE INDEX spans ON plain (until, at, team, openedAt, personId) WHERE kind = 'span'`;

const quantiles = (of: string, by: string): string => `
  WITH ranked AS (SELECT ${by} AS grouped, ${of} AS ms, personId, row_number() OVER (PARTITION BY ${by} ORDER BY ${of}) AS place,
    count(*) OVER (PARTITION BY ${by}) AS n FROM chosen)
  SELECT grouped, n, avg(ms), count(DISTINCT personId), max(ms) FILTER (WHERE place = (n + 1) / 2),
    max(ms) FILTER (WHERE place = (9 * n + 9) / 10) FROM ranked GROUP BY grouped`;

const queries: Readonly<Record<string, string>> = {
  no_repeat_in_window: `SELECT strftime('%Y-%m', at, '${riyadh}') AS month, count(*), sum(gap <= ${week}),
    count(DISTINCT personId), count(DISTINCT ticketId) FROM plain WHERE kind = 'contact' AND at >= ? AND at < ? GROUP BY month`,
  contacts: `SELECT strftime('%G-%V', at, '${riyadh}') AS week, channel, count(*), count(DISTINCT personId),
    count(DISTINCT ticketId) FROM plain WHERE kind = 'contact' AND at >= ? AND at < ? GROUP BY week, channel`,
  first_response_time: `WITH chosen AS (SELECT date(at, '${riyadh}') || team AS cell, ms, personId FROM plain
    WHERE kind = 'first-response' AND at >= ? AND at < ?) ${quantiles('ms', 'cell').replace('WITH', ',')}`,
  backlog: `WITH chosen AS (SELECT team AS cell, unixepoch(?2) - unixepoch(openedAt) AS age, personId FROM plain
    WHERE kind = 'span' AND until > ?2 AND at <= ?2 AND ?1 < ?2) ${quantiles('age', 'cell').replace('WITH', ',')}`,
};

serveTask(({ folder, questions }: RawKpis): { readonly figures: readonly number[] } => {
  const path = join(folder, 'plain.db');
  const isMade = existsSync(path);
  const [pages = ''] = readdirSync(folder).filter((file) => /^pages\.v.*\.db$/.test(file));
  const db = new DatabaseSync(path);
  if (!isMade) db.exec(`ATTACH '${join(folder, pages)}' AS pages; ${plainTable}; DETACH pages; ANALYZE`);
  const figures = questions.map(({ id, from, to }) => {
    const start = performance.now();
    db.prepare(queries[id] ?? '').all(from, to);
    return performance.now() - start;
  });
  db.close();
  return { figures };
});
