import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { PoolClient } from 'pg';
import { mayPass, migrateSchema, rowsOf, statement } from '#postgres';
import type { Postgres } from '#postgres';
import { PagesOfNewerCode } from '../read-store.errors.js';
import type { PageCopy, PageMark } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { createTable } from './table-statements.js';

/**
 * Every copy of the pages: what code it is of, whether it is asked or still built, and how far it is. A copy that stands
 * on no row was replaced. One row each, so that a projector takes it, moves the mark, and nobody else can.
 */
const migrations = [
  `CREATE TABLE copies (
     number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     version int NOT NULL,
     definition text NOT NULL,
     role text NOT NULL CHECK (role IN ('live', 'building')),
     position bigint NOT NULL DEFAULT 0,
     hash bytea NOT NULL DEFAULT '',
     UNIQUE (version, definition, role)
   ) WITH (fillfactor = 50)`,
];

/** A copy on the shelf. */
export interface ShelvedCopy {
  readonly number: number;
  /** The schema its tables lie in. */
  readonly schema: string;
  readonly mark: PageMark;
}
/** Where questions are put: a schema, and how far it is. */
export interface Entered {
  readonly schema: string;
  readonly position: number;
}
type Role = 'live' | 'building';
type CopyRow = [number: number, version: number, position: number, hash: Buffer];

const columns = 'number, version, position, hash';
const find = statement(`SELECT ${columns} FROM copies WHERE version = $1 AND definition = $2 AND role = $3`);
const add = statement(
  `INSERT INTO copies (version, definition, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING ${columns}`,
);
const drop = statement('DELETE FROM copies WHERE number = $1');
const dropRole = statement('DELETE FROM copies WHERE version = $1 AND definition = $2 AND role = $3');
/** Those of later code are another server's, which came with an upgrade. */
const dropAllBut = statement('DELETE FROM copies WHERE number <> $1 AND version <= $2');
/** Of each older version than ours but the one just before it. */
const dropLongOver = statement(
  'DELETE FROM copies WHERE version < (SELECT max(version) FROM copies WHERE version < $1)',
);
const makeLive = statement(`UPDATE copies SET role = 'live' WHERE number = $1`);
const schemas = statement(`SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname, $1)`);
const kept = statement('SELECT version, number FROM copies');
const all = statement('SELECT role, version, definition, position FROM copies ORDER BY number');

/**
 * Says which copies of the pages there are, and makes and removes them: one schema each, `<shelf>_v<version>_<number>`.
 * Code of two versions may be at work at once: each has its own live copy, and a step back finds the one it had.
 */
export class PageShelf {
  readonly #code: readonly [version: number, definition: string];

  private constructor(
    private readonly postgres: Postgres,
    private readonly pages: PageSet,
  ) {
    this.#code = [pages.version, definitionDigest(pages)];
  }

  /** Errors: `PagesOfNewerCode`, those of `Postgres`. */
  static async open(postgres: Postgres, pages: PageSet): Promise<PageShelf> {
    await migrateSchema(postgres, migrations, (found, known) => new PagesOfNewerCode(found, known));
    return new PageShelf(postgres, pages);
  }

  /** The copy of this code in a role, as it stands now; `undefined` where there is none. */
  async find(role: Role): Promise<ShelvedCopy | undefined> {
    return this.postgres.with((connection) => this.findFor(connection, role));
  }

  /** The same, as whoever holds this connection sees it. */
  async findFor(connection: PoolClient, role: Role): Promise<ShelvedCopy | undefined> {
    const [row] = await rowsOf<CopyRow>(connection, find, [...this.#code, role]);
    return row && this.#shelved(row);
  }

  /**
   * Turns to the live copy for the rest of a transaction of questions: their tables are then those of its schema. How far
   * it is; `undefined` where there is none yet.
   */
  async enter<Tables>(pages: Kysely<Tables>): Promise<Entered | undefined> {
    const [version, definition] = this.#code;
    const schema = sql`${this.postgres.schema}::text || '_v' || version || '_' || number`;
    const { rows } = await sql<Entered>`
      SELECT position, set_config('search_path', ${schema}, true) AS schema FROM copies
      WHERE version = ${version} AND definition = ${definition} AND role = 'live'`.execute(pages);
    return rows[0];
  }

  /** The same; an empty one where there is none. */
  async findOrAdd(role: Role): Promise<ShelvedCopy> {
    return (await this.find(role)) ?? this.postgres.inTransaction((connection) => this.#findOrAdd(connection, role));
  }

  /** Every copy on the shelf, in the order they were begun. */
  async copies(): Promise<readonly PageCopy[]> {
    const [ours, definition] = this.#code;
    const rows = await this.postgres.with((connection) => rowsOf<[Role, number, string, number]>(connection, all));
    return rows.map(([role, version, made, position]) => ({
      role,
      version,
      isOurs: version === ours && made === definition,
      position: BigInt(position),
    }));
  }

  /**
   * What is built becomes live, durably, and whatever else there is of this code or older is done with. `false` where
   * `mayReplace` says so of the live copy, whose projector waits meanwhile: nothing slips in between.
   */
  async publish({ number }: ShelvedCopy, mayReplace: (live: PageMark) => boolean): Promise<boolean> {
    return this.postgres.inTransaction(async (connection) => {
      await connection.query('SET LOCAL synchronous_commit = on');
      const locked = statement(`${find.text} FOR UPDATE`);
      const [live] = await rowsOf<CopyRow>(connection, locked, [...this.#code, 'live']);
      if (live && !mayReplace(this.#shelved(live).mark)) return false;
      await rowsOf(connection, dropAllBut, [number, this.pages.version]);
      await rowsOf(connection, makeLive, [number]);
      return true;
    });
  }

  /** An empty live copy in the place of the one that was. */
  async replaceLive(): Promise<void> {
    await this.postgres.inTransaction(async (connection) => {
      await rowsOf(connection, dropRole, [...this.#code, 'live']);
      await this.#findOrAdd(connection, 'live');
    });
  }

  async discard({ number }: ShelvedCopy): Promise<void> {
    await this.postgres.run(drop, [number]);
    await this.sweep();
  }

  /** Removes copies of code that is long over, and the schemas of all that stand on no row any more. */
  async sweep(): Promise<void> {
    await this.postgres.run(dropLongOver, [this.pages.version]);
    for (const schema of await this.#unused()) await this.#remove(schema);
  }

  /** Schemas of copies as they can be seen: one that is just being made cannot, nor can its row. */
  async #unused(): Promise<readonly string[]> {
    return this.postgres.with(async (connection) => {
      const there = await rowsOf<[string]>(connection, schemas, [`${this.postgres.schema}_v`]);
      const used = await rowsOf<[number, number]>(connection, kept);
      const names = new Set(used.map(([version, number]) => this.#schemaOf(version, number)));
      return there.map(([name]) => name).filter((name) => this.#isCopy(name) && !names.has(name));
    });
  }

  #isCopy(schema: string): boolean {
    return /^_v\d+_\d+$/.test(schema.slice(this.postgres.schema.length));
  }

  /** Whoever still asks there is not waited for long: then the next sweep removes it. */
  async #remove(schema: string): Promise<void> {
    const drop = `SET LOCAL client_min_messages = warning; SET LOCAL lock_timeout = '2s'; DROP SCHEMA IF EXISTS "${schema}" CASCADE`;
    try {
      await this.postgres.inTransaction((connection) => connection.query(drop));
    } catch (fault) {
      if (!mayPass(fault)) throw fault;
    }
  }

  async #findOrAdd(connection: PoolClient, role: Role): Promise<ShelvedCopy> {
    const [added] = await rowsOf<CopyRow>(connection, add, [...this.#code, role]);
    if (added !== undefined) return this.#made(connection, added);
    const found = await this.findFor(connection, role);
    if (found === undefined) throw new TypeError('a copy of the pages is neither there nor to be made');
    return found;
  }

  async #made(connection: PoolClient, row: CopyRow): Promise<ShelvedCopy> {
    const copy = this.#shelved(row);
    const tables = this.pages.tables.map((table) => createTable({ schema: copy.schema, table }));
    await connection.query([`CREATE SCHEMA "${copy.schema}"`, ...tables].join(';\n'));
    return copy;
  }

  #shelved([number, version, position, hash]: CopyRow): ShelvedCopy {
    return { number, schema: this.#schemaOf(version, number), mark: { position: BigInt(position), hash } };
  }

  #schemaOf(version: number, number: number): string {
    return `${this.postgres.schema}_v${version}_${number}`;
  }
}

/** The same tables give the same digest: a copy with another one was made by other code and is not used. */
const definitionDigest = ({ tables }: PageSet): string =>
  hash('sha256', tables.map((table) => createTable({ schema: '', table })).join(';\n'), 'hex');
