import { Postgres, statement } from '#postgres';
import type { KeptPages } from '../kept-pages.port.js';
import { shelfAddressOf } from './shelf-address.js';

/** The shelf’s own schema and that of every copy on it. */
const schemas = statement(
  `SELECT nspname::text FROM pg_namespace WHERE nspname ~ ('^' || $1 || '(_v[0-9]+_[0-9]+)?$')`,
);
const bytes = statement(
  'SELECT coalesce(sum(pg_relation_size(oid)), 0) FROM pg_class WHERE relnamespace = ANY ($1::text[]::regnamespace[])',
);

/** What stands on a shelf; `undefined` where there is none. Errors: those of `Postgres`. */
export const keptShelf = (url: string): Promise<KeptPages | undefined> =>
  atShelf(url, async (postgres) => {
    const names = await schemasOf(postgres);
    if (names.length === 0) return undefined;
    const [[size] = [0]] = await postgres.run<[number]>(bytes, [names]);
    return { place: `${postgres.shown}, schema ${postgres.schema}`, bytes: size };
  });

/** Removes a shelf with every copy on it, in one transaction. Errors: those of `Postgres`. */
export const removeShelf = (url: string): Promise<void> =>
  atShelf(url, async (postgres) => {
    const names = (await schemasOf(postgres)).map((name) => `"${name}"`);
    if (names.length > 0)
      await postgres.with((connection) => connection.query(`DROP SCHEMA ${names.join(', ')} CASCADE`));
  });

async function schemasOf(postgres: Postgres): Promise<readonly string[]> {
  const found = await postgres.run<[string]>(schemas, [postgres.schema]);
  return found.map(([name]) => name);
}

async function atShelf<Result>(address: string, work: (postgres: Postgres) => Promise<Result>): Promise<Result> {
  const { url, store } = shelfAddressOf(address);
  const session = { client_min_messages: 'warning' };
  const postgres = new Postgres(url, { store, connections: 1, wholeNumbers: 'number', session });
  try {
    return await work(postgres);
  } finally {
    await postgres.close();
  }
}
