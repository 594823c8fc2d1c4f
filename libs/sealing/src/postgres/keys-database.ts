import { isFullServer, migrateSchema, Postgres, schemaVersion } from '#postgres';
import type { Statement } from '#postgres';
import { KeysFull, KeysSchemaUnknown, KeysUnavailable } from '../sealing.errors.js';
import { migrations } from './schema.js';

const connections = 3;
const dayMs = 24 * 60 * 60 * 1000;
/** Keys are found by their ids: a plan made while there were few would be one for other keys. */
const session = { enable_seqscan: 'off', plan_cache_mode: 'force_generic_plan' };

const unknown = (found: number, known: number) => new KeysSchemaUnknown(found, known);

/** The keys' schema; one statement is one transaction. Errors: `KeysFull`, `KeysUnavailable`. */
export class KeysDatabase {
  /** Makes the schema, or migrates it. Errors: `PostgresUrlInvalid`, `KeysSchemaUnknown`, `KeysUnavailable`. */
  static async open(url: string): Promise<KeysDatabase> {
    return KeysDatabase.#opened(url, (postgres) => migrateSchema(postgres, migrations, unknown));
  }

  /** The same of a schema that is there, and of this version. */
  static async openAsItIs(url: string): Promise<KeysDatabase> {
    return KeysDatabase.#opened(url, async (postgres) => {
      const found = await schemaVersion(postgres);
      if (found !== migrations.length) throw unknown(found, migrations.length);
    });
  }

  static async #opened(url: string, prepare: (postgres: Postgres) => Promise<void>): Promise<KeysDatabase> {
    const postgres = new Postgres(url, { store: 'keys', connections, session });
    try {
      await tried(() => prepare(postgres));
      return new KeysDatabase(postgres);
    } catch (fault) {
      await postgres.close();
      throw fault;
    }
  }

  private constructor(private readonly postgres: Postgres) {}

  rows<Row extends unknown[]>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    return tried(() => this.postgres.run<Row>(statement, values));
  }

  /** Takes away what rows of keys held before they were overwritten. */
  async vacuum(): Promise<void> {
    const vacuuming = { text: 'VACUUM key', query_timeout: dayMs };
    await tried(() =>
      this.postgres.with(async (connection) => {
        await connection.query('SET statement_timeout = 0');
        await connection.query(vacuuming);
        await connection.query('RESET statement_timeout');
      }),
    );
  }

  close(): Promise<void> {
    return this.postgres.close();
  }
}

/** Faults under their own names. What the server says of them is told nobody: it may hold values. */
async function tried<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof KeysSchemaUnknown) throw fault;
    if (isFullServer(fault)) throw new KeysFull('no space is left for new keys', { cause: fault });
    throw new KeysUnavailable('the keys cannot be reached', { cause: fault });
  }
}
