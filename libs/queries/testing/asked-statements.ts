import type { CompiledQuery, KyselyPlugin, QueryCompiler } from 'kysely';

/** Hears every statement of some questions, as a database is given it; each text once. */
export class AskedStatements implements KyselyPlugin {
  readonly #asked = new Map<string, CompiledQuery>();

  constructor(private readonly compiler: QueryCompiler) {}

  get all(): readonly CompiledQuery[] {
    return [...this.#asked.values()];
  }

  transformQuery({ node, queryId }: Parameters<KyselyPlugin['transformQuery']>[0]) {
    const compiled = this.compiler.compileQuery(node, queryId);
    this.#asked.set(compiled.sql, compiled);
    return node;
  }

  async transformResult({ result }: Parameters<KyselyPlugin['transformResult']>[0]) {
    return result;
  }
}
