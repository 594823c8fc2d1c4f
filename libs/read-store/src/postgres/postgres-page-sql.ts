import { PostgresAdapter, sql } from 'kysely';
import type { PageSql, PageSqlAdapter, SearchTerm } from '../page-sql.port.js';
import { phrasesIn, wordQuery } from './said-words.js';
import { storableText } from './storable-text.js';

/** What questions mean, in PostgreSQL's words. */
export const postgresPageSql: PageSql = {
  sql,
  // Which index serves best it knows from what the columns hold.
  aside: (column) => sql.ref(column),
  entryIn: (index) => sql.ref<number>(`${index}.entry`),
  holdsAll: (index, terms) => sql.join([holdsWords(index, terms), ...holdsPhrases(index, terms)], sql` AND `) as never,
  oneOf: (texts) => sql<string>`(SELECT unnest(CAST(${texts.map(storableText)} AS text[])))`,
  fieldOf: (column, field) => sql<string>`(CAST(${readable(column)} AS json) ->> ${sql.lit(field)})`,
  fieldHolds: (column, field, text) =>
    sql<boolean>`jsonb_exists(CAST(${readable(column)} AS jsonb) -> ${sql.lit(field)}, ${text})`,
  clockTime: (column, minutes) =>
    sql<string>`to_char(${sql.ref(column)}::timestamptz AT TIME ZONE 'UTC' + ${sql.lit(`${minutes} minutes`)}::interval, 'YYYY-MM-DD HH24:MI:SS')`,
  mondayOf: (clockTime) => sql<string>`to_char(date_trunc('week', CAST(${clockTime} AS timestamp)), 'YYYY-MM-DD')`,
};

/** Kysely's adapter for PostgreSQL, with what pages say in its words. */
export class PostgresPageAdapter extends PostgresAdapter implements PageSqlAdapter {
  readonly pageSql = postgresPageSql;
}

/** A JSON text in which a character of number zero, which no server reads, stands as that which is looked for instead. */
const readable = (column: string) => sql`replace(${sql.ref(column)}, ${sql.lit('\\u0000')}, ${sql.lit('\ufffd')})`;

const holdsWords = (index: string, terms: readonly SearchTerm[]) =>
  sql<boolean>`${sql.ref(`${index}.words`)} @@ CAST(${wordQuery(terms)} AS tsquery)`;

const holdsPhrases = (index: string, terms: readonly SearchTerm[]) =>
  phrasesIn(terms).map((phrase) => sql<boolean>`strpos(${sql.ref(`${index}.said`)}, ${phrase}) > 0`);
