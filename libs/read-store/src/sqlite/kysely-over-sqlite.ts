import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { SqliteStatement } from 'kysely';
import { PreparedStatements } from './prepared-statements.js';
import { SqlitePageAdapter } from './sqlite-page-sql.js';

/** Kysely over Node's SQLite: its own dialect, fed with statements that stay prepared. Closes the file with itself. */
export function kyselyOver<Tables>(db: DatabaseSync): Kysely<Tables> {
  const statements = new PreparedStatements((sql) => asKyselyStatement(db.prepare(sql)));
  const prepare = (sql: string) => statements.of(sql);
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
