import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Questions are few, but lists of keys come in many lengths. */
const keptStatements = 200;

/** Statements of one connection that stay prepared between questions. */
export class PreparedStatements {
  readonly #statements = new Map<string, StatementSync>();

  constructor(private readonly db: DatabaseSync) {}

  of(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= keptStatements) this.#statements.clear();
    const statement = this.db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
