import type { Client } from 'pg';

/** What a dump of one schema holds: every row as text, table by table, and where its sequences stand; of one instant. */
export interface SchemaDump {
  readonly schema: string;
  readonly tables: ReadonlyMap<string, readonly string[]>;
  readonly sequences: ReadonlyMap<string, string | null>;
}

/**
 * Copies a schema out, as `pg_dump --schema` does: in one transaction that sees one instant, beside all who write.
 * (The server that tests run on comes without that program.)
 */
export async function dumpSchema(client: Client, schema: string): Promise<SchemaDump> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  try {
    const tables = new Map<string, readonly string[]>();
    for (const table of await namesIn(
      client,
      'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1',
      schema,
    )) {
      const sql = `SELECT copied::text AS name FROM "${schema}"."${table}" AS copied`;
      tables.set(table, await namesIn(client, sql));
    }
    return { schema, tables, sequences: await sequencesIn(client, schema) };
  } finally {
    await client.query('COMMIT');
  }
}

/** Copies it in, as `pg_restore` does, into a schema of that name that was only just made: whatever is there goes. */
export async function restoreSchema(client: Client, { schema, tables, sequences }: SchemaDump): Promise<void> {
  await client.query('BEGIN');
  for (const [table, rows] of tables) {
    const place = `"${schema}"."${table}"`;
    await client.query(`TRUNCATE ${place}`);
    const read = `SELECT (row::${place}).* FROM unnest($1::text[]) WITH ORDINALITY AS all_of (row, nth) ORDER BY nth`;
    await client.query(`INSERT INTO ${place} OVERRIDING SYSTEM VALUE ${read}`, [rows]);
  }
  for (const [sequence, last] of sequences) {
    if (last !== null) await client.query('SELECT setval($1, $2)', [`"${schema}"."${sequence}"`, last]);
  }
  await client.query('COMMIT');
}

async function namesIn(client: Client, sql: string, ...values: readonly string[]): Promise<readonly string[]> {
  return (await client.query<{ name: string }>(sql, [...values])).rows.map(({ name }) => name);
}

async function sequencesIn(client: Client, schema: string): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    'SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = $1',
    [schema],
  );
  return new Map(rows.map(({ name, last }) => [name, last]));
}
