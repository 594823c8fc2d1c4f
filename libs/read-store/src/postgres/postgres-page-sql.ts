import { PostgresAdapter, sql } from 'kysely';
import type { PageSql, PageSqlAdapter, SearchTerm } from '../page-sql.port.js';
import { phrasesIn, wordQuery } from './said-words.js';

/** What questions mean, in PostgreSQL's words. */
export const postgresPageSql: PageSql = {
  // Which index serves best it knows from what the columns hold.
  aside: (column) => sql.ref(column),
  entryIn: (index) => sql.ref<number>(`${index}.entry`),
  holdsAll: (index, terms) => sql.join([holdsWords(index, terms), ...holdsPhrases(index, terms)], sql` AND `) as never,
  clockTime: (column, minutes) =>
    sql<string>`to_char(${sql.ref(column)}::timestamptz AT TIME ZONE 'UTC' + ${sql.lit(`${minutes} minutes`)}::interval, 'YYYY-MM-DD HH24:MI:SS')`,
  mondayOf: (clockTime) => sql<string>`to_char(date_trunc('week', CAST(${clockTime} AS timestamp)), 'YYYY-MM-DD')`,
};

/** Kysely's adapter for PostgreSQL, with what pages say in its words. */
export class PostgresPageAdapter extends PostgresAdapter implements PageSqlAdapter {
  readonly pageSql = postgresPageSql;
}

const holdsWords = (index: string, terms: readonly SearchTerm[]) =>
  sql<boolean>`${sql.ref(`${index}.words`)} @@ CAST(${wordQuery(terms)} AS tsquery)`;

const holdsPhrases = (index: string, terms: readonly SearchTerm[]) =>
  phrasesIn(terms).map((phrase) => sql<boolean>`strpos(${sql.ref(`${index}.said`)}, ${phrase}) > 0`);
