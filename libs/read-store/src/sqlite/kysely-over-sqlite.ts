import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Kysely, sql, SqliteDialect } from 'kysely';
import type { SqliteStatement } from 'kysely';
import { PreparedStatements } from './prepared-statements.js';
import { SqlitePageAdapter } from './sqlite-page-sql.js';

/** Kysely over Node's SQLite: its own dialect, fed with statements that stay prepared. Closes the file with itself. */
export function kyselyOver<Tables>(db: DatabaseSync): Kysely<Tables> {
  const statements = new PreparedStatements((statement) => asKyselyStatement(db.prepare(statement)));
  const prepare = (statement: string) => statements.of(statement);
  return new Kysely<Tables>({ dialect: new PageDialect({ database: { close: () => db.close(), prepare } }) });
}

class PageDialect extends SqliteDialect {
  override createAdapter(): SqlitePageAdapter {
    return new SqlitePageAdapter();
  }
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[];
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

interface MarkRow {
  readonly position: number;
  readonly replaced: number;
}

/** How far the pages are that are asked, and whether another file took the place of theirs (1). */
export async function markIn<Tables>(pages: Kysely<Tables>): Promise<MarkRow> {
  const { rows } = await sql<MarkRow>`SELECT position, replaced FROM page_mark`.execute(pages);
  const [mark] = rows;
  if (mark === undefined) throw new TypeError('the page file has no mark');
  return mark;
}
