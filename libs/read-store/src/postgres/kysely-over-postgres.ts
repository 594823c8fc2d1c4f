import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  PostgresQueryCompiler,
  replaceWithNoncontingentExpression,
} from 'kysely';
import type { Postgres } from '#postgres';
import { PostgresPageAdapter } from './postgres-page-sql.js';
import { storableText } from './storable-text.js';

/** Kysely over the connections of a store: its own dialect. They are closed with the store, not with it. */
export const kyselyOver = <Tables>(postgres: Postgres): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new PageDialect({ pool: { connect: () => postgres.connect(), end: async () => undefined } }),
    // `in ()`, which is true of nothing, is no SQL here.
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });

class PageDialect extends PostgresDialect {
  override createAdapter(): PostgresPageAdapter {
    return new PostgresPageAdapter();
  }
  override createQueryCompiler(): PostgresQueryCompiler {
    return new PageQueryCompiler();
  }
}

/** What is looked for is written as what is kept. */
class PageQueryCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(typeof value === 'string' ? storableText(value) : value);
  }
}
