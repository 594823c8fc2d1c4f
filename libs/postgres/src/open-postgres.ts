import { Pool, types } from 'pg';
import type { ClientConfig, PoolClient, QueryArrayConfig } from 'pg';
import { PostgresUnreachable, reasonOf, spoilsConnection } from './postgres-faults.js';
import { readPostgresUrl } from './postgres-url.js';
import type { Statement } from './statement.js';

export interface PostgresOptions {
  /** The store's name, which ends the name of its schema: `log`, `desk`, `keys`, `pages` … */
  readonly store: string;
  /** Connections at most; each is opened when it is needed, and closed after ten idle seconds. */
  readonly connections: number;
  /** Milliseconds after which the server gives a statement up; 30,000 where nothing is said. */
  readonly statementMs?: number;
  /** What `int8` is read as; `bigint` where nothing is said. As `number`, sums (`numeric`) are numbers too. */
  readonly wholeNumbers?: 'bigint' | 'number';
  /**
   * Statements of one connection go out as they are asked for; each waits for those before it on the server only. What
   * must not follow a failure asks for it first.
   */
  readonly pipelined?: boolean;
  /** Further settings of each session, such as `enable_seqscan: 'off'`. */
  readonly session?: Readonly<Record<string, string>>;
}

const connectMs = 10_000;
const idleMs = 10_000;
/** How much longer than the server we wait ourselves: only a server that has fallen silent answers this late. */
const silenceMs = 5_000;
/** Types by their number in the catalogue `pg_type`. */
const [int8, numeric] = [20, 1700];

/** A store's tables in a database: a bounded pool of connections that all work in the store's schema. */
export class Postgres {
  readonly schema: string;
  /** The address without password, for people. */
  readonly shown: string;
  /** What a connection apart from the pool is made of. */
  readonly settings: ClientConfig;
  readonly #pool: Pool;
  readonly #inLine = new Set<Promise<PoolClient>>();
  #closing: Promise<void> | undefined;

  /** Nothing is connected yet. Errors: `PostgresUrlInvalid`. */
  constructor(url: string, options: PostgresOptions) {
    const { address, schema, shown } = readPostgresUrl(url, options.store);
    this.schema = schema;
    this.shown = shown;
    this.settings = settingsOf(address, schema, options);
    this.#pool = new Pool({ ...this.settings, max: options.connections, idleTimeoutMillis: idleMs });
    // A connection that dies while it idles is missed by nobody: the next one who asks gets another.
    this.#pool.on('error', () => undefined);
    // One that dies in somebody's hands tells the statement that waits on it.
    this.#pool.on('connect', (connection) => connection.on('error', () => undefined));
  }

  /**
   * Rows of one statement, which is a transaction of its own; each row is an array of columns, in order, where `Row` is
   * one. Errors: `PostgresUnreachable` (nothing was begun), and the server's own: see `mayPass` and `wroteNothing`.
   */
  run<Row extends unknown[]>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    return this.with((connection) => rowsOf<Row>(connection, statement, values));
  }

  /** Work in one transaction: all of it or nothing. Errors: as `run`, and whatever `work` throws. */
  inTransaction<Result>(work: (connection: PoolClient) => Promise<Result>): Promise<Result> {
    return this.with(async (connection) => {
      await connection.query('BEGIN');
      try {
        const result = await work(connection);
        await connection.query('COMMIT');
        return result;
      } catch (fault) {
        // A spoilt connection is thrown away, and the first fault must not be hidden.
        if (!spoilsConnection(fault)) await connection.query('ROLLBACK').catch(() => undefined);
        throw fault;
      }
    });
  }

  /** A connection for as long as `work` takes; a broken one is thrown away. Errors: as `run`. */
  async with<Result>(work: (connection: PoolClient) => Promise<Result>): Promise<Result> {
    const connection = await this.connect();
    let broken = false;
    const onError = () => (broken = true);
    connection.on('error', onError);
    try {
      return await work(connection);
    } catch (fault) {
      broken ||= spoilsConnection(fault);
      throw fault;
    } finally {
      connection.off('error', onError);
      connection.release(broken);
    }
  }

  /** A connection for those who bring their own way of asking (Kysely): they release it. Errors: `PostgresUnreachable`. */
  async connect(): Promise<PoolClient> {
    if (this.#closing) throw new PostgresUnreachable(`the connections to ${this.shown} are closed`);
    const connecting = this.#pool.connect();
    this.#inLine.add(connecting);
    try {
      return await connecting;
    } catch (fault) {
      throw new PostgresUnreachable(`${this.shown} cannot be reached: ${reasonOf(fault)}`, { cause: fault });
    } finally {
      this.#inLine.delete(connecting);
    }
  }

  /** Lets what is under way end, then closes every connection. May be called twice. */
  close(): Promise<void> {
    this.#closing ??= this.#end();
    return this.#closing;
  }

  async #end(): Promise<void> {
    // Of its own the pool would let those wait in vain who stand in line for a connection when it ends.
    await Promise.allSettled(this.#inLine);
    await this.#pool.end();
  }
}

/** Rows of one prepared statement, as arrays, on a connection that is held. */
export async function rowsOf<Row extends unknown[]>(
  connection: PoolClient,
  statement: Statement,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const asked: QueryArrayConfig = { ...statement, values: [...values], rowMode: 'array' };
  return (await connection.query<Row>(asked)).rows;
}

function settingsOf(address: string, schema: string, options: PostgresOptions): ClientConfig {
  const { store, statementMs = 30_000, session = {}, wholeNumbers = 'bigint', pipelined = false } = options;
  const url = new URL(address);
  const wanted = {
    search_path: schema,
    default_transaction_isolation: 'read\\ committed',
    statement_timeout: String(statementMs),
    ...session,
  };
  const given = url.searchParams.get('options') ?? '';
  const flags = Object.entries(wanted).map(([name, value]) => `-c ${name}=${value}`);
  url.searchParams.set('options', [given, ...flags].join(' ').trim());
  if (!url.searchParams.has('application_name')) url.searchParams.set('application_name', `sijil ${store}`);
  return {
    connectionString: url.href,
    connectionTimeoutMillis: connectMs,
    query_timeout: statementMs + silenceMs,
    keepAlive: true,
    ...(pipelined && { pipeline: true }),
    types: { getTypeParser: parsers[wholeNumbers] as typeof types.getTypeParser },
  };
}

type Parser = (text: string) => unknown;
type Parsers = (oid: number, format?: 'text') => Parser;
const usual: Parsers = (oid, format = 'text') => types.getTypeParser(oid, format) as Parser;

/** Positions are beyond what a number holds, so `int8` is a bigint, but for those who say that theirs are not. */
const parsers: Readonly<Record<NonNullable<PostgresOptions['wholeNumbers']>, Parsers>> = {
  bigint: (oid, format) => (oid === int8 ? BigInt : usual(oid, format)),
  number: (oid, format) => (oid === int8 || oid === numeric ? Number : usual(oid, format)),
};
