import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { askFor, skippedWithout } from '../../../test/services/index.js';

/** PostgreSQL for one test suite: a database of its own on the server that all suites of a run share. */
export interface PostgresUnderTest {
  /** Jest's `describe`; where no server can be had, one that skips and says why in its title. */
  readonly describe: (title: string, tests: () => void) => void;
  /** The address of the suite's database, for whoever looks at it from outside of any store. */
  readonly url: string;
  /** The address of a desk that nobody has opened yet: schemas of its own in the suite's database. */
  freshUrl(): string;
  /** Cuts every connection to the suite's database; those who need one make another. */
  cutAll(): Promise<void>;
}

/**
 * Asks for a database, by a top-level `await` of the suite:
 *
 *     const postgres = await postgresUnderTest();
 *     postgres.describe('the log on PostgreSQL', () => { … postgres.freshUrl() … });
 *
 * `POSTGRES_URL` names a server to take instead of our own (its user may create databases). In CI (`CI=true`) a server
 * that cannot be had is a failure.
 */
export async function postgresUnderTest(): Promise<PostgresUnderTest> {
  const offer = await askFor('postgres');
  if ('reason' in offer) return withoutServer(offer.reason);
  const database = `sijil_test_${randomBytes(6).toString('hex')}`;
  await onServer(offer.address, `CREATE DATABASE ${database} TEMPLATE template0`);
  afterAll(() => onServer(offer.address, `DROP DATABASE ${database} WITH (FORCE)`));
  const url = new URL(offer.address);
  url.pathname = `/${database}`;
  let desks = 0;
  const freshUrl = () => {
    desks += 1;
    const fresh = new URL(url);
    fresh.searchParams.set('schema', `desk_${desks}`);
    return fresh.href;
  };
  const others = `datname = '${database}' AND pid <> pg_backend_pid()`;
  const cutAll = () =>
    onServer(offer.address, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);
  return { describe, url: url.href, freshUrl, cutAll };
}

const withoutServer = (reason: string): PostgresUnderTest => ({
  describe: skippedWithout('PostgreSQL', reason),
  ...{ url: '', freshUrl: () => '', cutAll: async () => undefined },
});

async function onServer(url: string, command: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(command);
  await client.end();
}
