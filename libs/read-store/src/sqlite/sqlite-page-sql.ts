import { SqliteAdapter, sql } from 'kysely';
import type { PageSql, PageSqlAdapter, SearchTerm } from '../page-sql.port.js';

/** What questions mean, in SQLite's words. */
export const sqlitePageSql: PageSql = {
  sql,
  // The plus changes nothing but that SQLite takes no index by this column.
  aside: (column) => sql`+${sql.ref(column)}`,
  entryIn: (index) => sql.ref<number>(`${index}.rowid`),
  holdsAll: (index, terms) => sql<boolean>`${sql.ref(index)} MATCH ${matchExpression(terms)}`,
  oneOf: (texts) => sql<string>`(SELECT value FROM json_each(${JSON.stringify(texts)}))`,
  fieldOf: (column, field) => sql<string>`${sql.ref(column)} ->> ${`$.${field}`}`,
  fieldHolds: (column, field, text) =>
    sql<boolean>`EXISTS (SELECT 1 FROM json_each(${sql.ref(column)}, ${`$.${field}`}) WHERE value = ${text})`,
  clockTime: (column, minutes) => sql<string>`datetime(${sql.ref(column)}, ${sql.lit(`${minutes} minutes`)})`,
  mondayOf: (clockTime) => sql<string>`date(${clockTime}, 'weekday 0', '-6 days')`,
};

/** Kysely's adapter for SQLite, with what pages say in its words. */
export class SqlitePageAdapter extends SqliteAdapter implements PageSqlAdapter {
  readonly pageSql = sqlitePageSql;
}

/** The terms in SQLite's full-text language. Words hold letters and digits only, so nothing in them needs escaping. */
const matchExpression = (terms: readonly SearchTerm[]): string =>
  terms.map(({ words, isBeginning }) => `"${words.join(' ')}"${isBeginning ? '*' : ''}`).join(' AND ');
