import { DatabaseSync } from 'node:sqlite';
import { parse } from 'csv-parse/sync';

/** The raw rows of the incidents in a database of their own: SQL that knows nothing of the desk asks it. */
export function incidentRows(csv: Buffer): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec(
    'CREATE TABLE changes (seq INTEGER PRIMARY KEY, number, state, priority, opened, changed, caller, category, subcategory, agent, team)',
  );
  const insert = database.prepare('INSERT INTO changes VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  database.exec('BEGIN');
  for (const row of parse<Record<string, string>>(csv, { columns: true })) {
    const [opened, changed] = [secondsOf(row['opened_at']), secondsOf(row['sys_updated_at'])];
    insert.run(
      row['number'] ?? '',
      row['incident_state'] ?? '',
      row['priority'] ?? '',
      opened,
      Math.max(changed, opened),
      row['caller_id'] ?? '',
      ...['category', 'subcategory', 'assigned_to', 'assignment_group'].map((column) => known(row[column])),
    );
  }
  database.exec('COMMIT');
  return database;
}

/** A question mark says nothing. */
const known = (text = ''): string | null => (text === '?' ? null : text);

/** Day, month and year, as the file writes them, without a zone. */
function secondsOf(text = ''): number {
  const [, day, month, year, hour, minute] = /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)) / 1000;
}

/** Incidents not yet resolved at the start of each day: what the last row before it says; until the first row, they are new. */
export const backlogByDay = `
  WITH RECURSIVE
    spans AS (
      SELECT number, state, changed AS since, lead(changed) OVER (PARTITION BY number ORDER BY seq) AS until FROM changes
      UNION ALL
      SELECT number, 'New', min(opened), min(changed) FROM changes GROUP BY number
    ),
    days(day) AS (
      SELECT (min(opened) / 86400) * 86400 FROM changes
      UNION ALL
      SELECT day + 86400 FROM days WHERE day < (SELECT max(changed) FROM changes)
    )
  SELECT day, count(number) AS open FROM days
  LEFT JOIN spans ON since <= day AND (until IS NULL OR until > day) AND state NOT IN ('Resolved', 'Closed')
  GROUP BY day ORDER BY day`;

/** Seconds from opening to the resolution that held, by the priority it ended with. */
export const timeToResolve = `
  WITH
    lasting AS (
      SELECT number, max(seq) FILTER (WHERE state NOT IN ('Resolved', 'Closed')) AS worked, max(seq) AS final
      FROM changes GROUP BY number
    ),
    ends AS (
      SELECT number, final, (
        SELECT min(seq) FROM changes WHERE changes.number = lasting.number AND seq > coalesce(worked, 0)
      ) AS resolved FROM lasting
    )
  SELECT last.priority, count(*) AS tickets, sum(first.changed - last.opened) AS seconds
  FROM ends JOIN changes first ON first.seq = resolved JOIN changes last ON last.seq = final
  GROUP BY last.priority ORDER BY last.priority`;
