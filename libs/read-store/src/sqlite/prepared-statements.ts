/** Questions are few, but lists of keys come in many lengths. */
const keptStatements = 200;

/** Statements of one connection that stay prepared between questions. */
export class PreparedStatements<Statement> {
  readonly #statements = new Map<string, Statement>();

  constructor(private readonly prepare: (sql: string) => Statement) {}

  of(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    if (this.#statements.size >= keptStatements) this.#statements.clear();
    const statement = this.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
