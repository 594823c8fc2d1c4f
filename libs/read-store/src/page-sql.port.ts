import type { DialectAdapter, Kysely, RawBuilder, Sql } from 'kysely';

/** What is looked for in a search index: words in a row (a phrase, or one word), the last of which may be only a beginning. */
export interface SearchTerm {
  /** Letters and digits only, folded as the index is. */
  readonly words: readonly string[];
  readonly isBeginning: boolean;
}

/**
 * What databases have no common words for. Questions name what they mean, each driver says it in its own SQL, and no
 * question asks which driver it is: see `sqlOf`.
 */
export interface PageSql {
  /** Kysely's own template, for rooms that are loaded also by threads that ask nothing: they do without Kysely. */
  readonly sql: Sql;
  /** A column by which no index is to be chosen: what it holds is looked at row by row. */
  readonly aside: (column: string) => RawBuilder<unknown>;
  /** The key of an entry in a search index; falling order costs nothing. */
  readonly entryIn: (index: string) => RawBuilder<number>;
  /** Whether all terms stand in an entry of a search index, each phrase within one column. */
  readonly holdsAll: (index: string, terms: readonly SearchTerm[]) => RawBuilder<boolean>;
  /** One of these texts, for `in`: however many they are, the statement is the same. */
  readonly oneOf: (texts: readonly string[]) => RawBuilder<string>;
  /** A field of a column that holds a JSON object, as text: of a list its JSON. */
  readonly fieldOf: (column: string, field: string) => RawBuilder<string>;
  /** Whether a list of texts in such a field holds this one. */
  readonly fieldHolds: (column: string, field: string, text: string) => RawBuilder<boolean>;
  /** An instant as clocks some minutes away from UTC show it: `2026-03-01 14:15:00`. */
  readonly clockTime: (column: string, minutes: number) => RawBuilder<string>;
  /** The Monday of the week of a clock time: `2026-02-23`. */
  readonly mondayOf: (clockTime: RawBuilder<string>) => RawBuilder<string>;
}

/** A driver's adapter, which every question can reach, carries its SQL. */
export interface PageSqlAdapter extends DialectAdapter {
  readonly pageSql: PageSql;
}

/** The SQL of the driver that answers here. Errors: `TypeError` for pages no read store opened. */
export function sqlOf<Tables>(pages: Kysely<Tables>): PageSql {
  const { adapter } = pages.getExecutor() as unknown as { readonly adapter: Partial<PageSqlAdapter> };
  if (adapter.pageSql === undefined) throw new TypeError('these are not the pages of a read store');
  return adapter.pageSql;
}
