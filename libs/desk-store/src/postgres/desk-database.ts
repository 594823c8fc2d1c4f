import { isFullServer, persevere, reasonOf, sqlStateOf, WriteLine } from '#postgres';
import type { Postgres, Statement, Write } from '#postgres';
import { DeskBusy, DeskFull, DeskUnavailable, LeaseLost } from '../desk-store.errors.js';

/** SQLSTATE of `hold_lease` under an epoch that is no longer in force; the message names the lease. */
const leaseLost = 'DL001';
/** How long the server may be away before callers are told, in milliseconds. */
const patienceMs = 8_000;
const dayMs = 24 * 60 * 60 * 1000;
/** The client waits as long as the server does. */
const longest = (text: string) => ({ text, query_timeout: dayMs });
const mebibyte = 1024 * 1024;

const maxWaiting = 65_536;

/** A line of writes of the desk store. Errors: those of the writes; `DeskBusy`, `DeskUnavailable` (it is closed). */
export const deskLine = (maxWaitingBytes: number): WriteLine =>
  new WriteLine({
    maxWaiting,
    maxWaitingBytes,
    maxBytesTogether: 8 * mebibyte,
    refused: (why) =>
      why === 'full' ? new DeskBusy('too much waits to be written') : new DeskUnavailable('the desk store is closed'),
  });

type Asked = readonly [Statement, readonly unknown[]];

/** The desk's schema as its rooms ask it: one statement is one transaction. Errors: those of the desk store. */
export class DeskDatabase {
  readonly #line = deskLine(256 * mebibyte);
  readonly #alone: Write<Asked, readonly object[]> = {
    together: async (asked) => Promise.all(asked.map(([statement, values]) => this.once(statement, values))),
    most: 1,
  };
  #closing = false;

  constructor(private readonly postgres: Postgres) {}

  /**
   * Rows by the names the statement gives its columns; `bigint` columns are bigints. For what may be asked twice: reading, and
   * writing what is recognised when it comes again. It is asked again while the server is away for a moment.
   */
  async rows<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<readonly Row[]> {
    const ask = () => this.#ask<Row>(statement, values);
    return tried(() => persevere(ask, patienceMs, () => this.#closing));
  }

  /** The first of its rows, if there is one. */
  async row<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.rows<Row>(statement, values))[0];
  }

  /** As `rows`, for what must not be done twice: where the server went away in the middle, nobody knows. */
  async once(statement: Statement, values: readonly unknown[] = []): Promise<readonly object[]> {
    return tried(() => this.#ask(statement, values));
  }

  /** As `once`, but after everything that was asked for in turn before: as on a store with one writer. */
  async allInTurn<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    return (await this.#line.ask(this.#alone, [statement, values])) as readonly Row[];
  }

  /** The first of its rows, if there is one. */
  async inTurn<Row extends object>(statement: Statement, values: readonly unknown[] = []): Promise<Row | undefined> {
    return (await this.allInTurn<Row>(statement, values))[0];
  }

  /** In turn, with those next to it that ask for the same. `bytes`: about how much it takes in memory. */
  together<Given, Answer>(write: Write<Given, Answer>, given: Given, bytes: number): Promise<Answer> {
    return this.#line.ask(write, given, bytes);
  }

  /** Takes away what rows held before they were changed. */
  async vacuum(table: 'inbound' | 'command_results'): Promise<void> {
    await tried(() =>
      this.postgres.with(async (connection) => {
        await connection.query('SET statement_timeout = 0');
        await connection.query(longest(`VACUUM ${table}`));
        await connection.query('RESET statement_timeout');
      }),
    );
  }

  /** Does what was asked for in turn, then refuses more. */
  close(): Promise<void> {
    this.#closing = true;
    return this.#line.close();
  }

  #ask<Row extends object>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    const asked = { ...statement, values: [...values] };
    return this.postgres.with(async (connection) => (await connection.query<Row>(asked)).rows);
  }
}

async function tried<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (fault) {
    throw deskErrorOf(fault);
  }
}

/** The port's error of whatever a client of PostgreSQL throws. */
export function deskErrorOf(fault: unknown): Error {
  if (sqlStateOf(fault) === leaseLost) return new LeaseLost(reasonOf(fault));
  if (isFullServer(fault)) return new DeskFull(reasonOf(fault), { cause: fault });
  return new DeskUnavailable(reasonOf(fault), { cause: fault });
}
