import type { PoolClient } from 'pg';
import type { Postgres } from './open-postgres.js';

/**
 * Brings a store's schema to the newest version, and makes it where there is none: `migrations[n]` leads from version n
 * to n + 1, each in one transaction with its version. Whoever comes at the same time waits, and finds it done.
 * Throws what `unknown(found, known)` makes when the schema is newer than this code; the pool's errors.
 */
export async function migrateSchema(
  postgres: Postgres,
  migrations: readonly string[],
  unknown: (found: number, known: number) => Error,
): Promise<void> {
  let version = await schemaVersion(postgres);
  while (version !== migrations.length) {
    if (version > migrations.length) throw unknown(version, migrations.length);
    version = await postgres.inTransaction((connection) => oneStep(connection, postgres.schema, migrations));
  }
}

/** The version a store's schema says it has; 0 where there is none. */
export async function schemaVersion(postgres: Postgres): Promise<number> {
  return postgres.with(async (connection) => {
    const { rows } = await connection.query<{ there: boolean }>(
      "SELECT to_regclass('migrations') IS NOT NULL AS there",
    );
    return rows[0]?.there ? versionIn(connection) : 0;
  });
}

/** Leads from the version that is found to the next, and answers it. */
async function oneStep(connection: PoolClient, schema: string, migrations: readonly string[]): Promise<number> {
  // A migration of a large store takes what it takes.
  await connection.query('SET LOCAL statement_timeout = 0');
  await connection.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sijil migrates ${schema}`]);
  if (!(await isThere(connection, schema))) await connection.query(`CREATE SCHEMA "${schema}"`);
  await connection.query(versionTable);
  // Asked again inside: somebody else may have migrated while this transaction waited.
  const found = await versionIn(connection);
  const migration = migrations[found];
  if (migration === undefined) return found;
  await connection.query(longest(migration));
  await connection.query('INSERT INTO migrations (version) VALUES ($1)', [found + 1]);
  return found + 1;
}

const versionTable = `
  CREATE TABLE IF NOT EXISTS migrations (version int PRIMARY KEY, migrated_at timestamptz NOT NULL DEFAULT now())`;

const dayMs = 24 * 60 * 60 * 1000;
/** The client waits as long as the server does. */
const longest = (text: string) => ({ text, query_timeout: dayMs });

async function isThere(connection: PoolClient, schema: string): Promise<boolean> {
  const { rows } = await connection.query<{ there: boolean }>('SELECT to_regnamespace($1) IS NOT NULL AS there', [
    `"${schema}"`,
  ]);
  return rows[0]?.there ?? false;
}

async function versionIn(connection: PoolClient): Promise<number> {
  const { rows } = await connection.query<{ version: number | null }>('SELECT max(version) AS version FROM migrations');
  return rows[0]?.version ?? 0;
}
