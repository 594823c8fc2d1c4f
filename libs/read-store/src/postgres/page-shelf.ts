import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { PoolClient } from 'pg';
import { mayPass, migrateSchema, rowsOf, statement } from '#postgres';
import type { Postgres } from '#postgres';
import { PagesMovedOn, PagesOfNewerCode } from '../read-store.errors.js';
import type { PageCopy, PageMark, PageRole, Publishing } from '../read-store.port.js';
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
  `ALTER TABLE copies DROP CONSTRAINT copies_role_check,
     ADD CONSTRAINT copies_role_check CHECK (role IN ('live', 'building', 'former')),
     ADD COLUMN since text`,
];

/** A copy on the shelf. */
export interface ShelvedCopy {
  readonly number: number;
  /** The schema its tables lie in. */
  readonly schema: string;
  readonly role: PageRole;
  readonly mark: PageMark;
}
/** Where questions are put: a schema, and how far it is. */
export interface Entered {
  readonly schema: string;
  readonly position: number;
}
type CopyRow = [number: number, version: number, role: PageRole, position: number, hash: Buffer];

const columns = 'number, version, role, position, hash';
/** The clock's instant, with milliseconds. */
const now = `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const find = statement(`SELECT ${columns} FROM copies WHERE version = $1 AND definition = $2 AND role = $3`);
const add = statement(
  `INSERT INTO copies (version, definition, role, since) VALUES ($1, $2, $3, ${now}) ON CONFLICT DO NOTHING RETURNING ${columns}`,
);
const drop = statement('DELETE FROM copies WHERE number = $1');
const dropFormer = statement(`DELETE FROM copies WHERE role = 'former'`);
const dropRole = statement('DELETE FROM copies WHERE version = $1 AND definition = $2 AND role = $3');
/** Those of later code are another server's, which came with an upgrade. */
const dropAllBut = statement(
  `DELETE FROM copies WHERE number <> ALL ($1::bigint[]) AND version <= $2 AND (role <> 'building' OR version < $2)`,
);
const roleOf = statement('SELECT role FROM copies WHERE number = $1');
const take = statement('DELETE FROM copies WHERE number = $1 RETURNING number, version, definition, position, hash');
/** Of each older version than ours but the one just before it. */
const dropLongOver = statement(
  'DELETE FROM copies WHERE version < (SELECT max(version) FROM copies WHERE version < $1)',
);
const putLive = statement(
  `INSERT INTO copies (number, version, definition, position, hash, role, since) OVERRIDING SYSTEM VALUE
   VALUES ($1, $2, $3, $4, $5, 'live', ${now})`,
);
const makeFormer = statement(`UPDATE copies SET role = 'former', since = ${now} WHERE number = $1`);
const schemas = statement(`SELECT nspname::text FROM pg_namespace WHERE starts_with(nspname, $1)`);
const kept = statement('SELECT version, number FROM copies');
const all = statement(`
  SELECT role, version, definition, position, hash, since,
    (SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM pg_class
     WHERE relkind = 'r' AND relnamespace = to_regnamespace($1 || '_v' || version || '_' || number))
  FROM copies ORDER BY number`);
type LookedRow = [PageRole, number, string, number, Buffer, string | null, number];

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
  async find(role: PageRole): Promise<ShelvedCopy | undefined> {
    return this.postgres.with((connection) => this.findFor(connection, role));
  }

  /** The same, as whoever holds this connection sees it. */
  async findFor(connection: PoolClient, role: PageRole): Promise<ShelvedCopy | undefined> {
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
  async findOrAdd(role: PageRole): Promise<ShelvedCopy> {
    return (await this.find(role)) ?? this.postgres.inTransaction((connection) => this.#findOrAdd(connection, role));
  }

  /** Every copy on the shelf, in the order they were begun. */
  async copies(): Promise<readonly PageCopy[]> {
    const [ours, definition] = this.#code;
    const rows = await this.postgres.run<LookedRow>(all, [this.postgres.schema]);
    return rows.map(([role, version, made, position, hash, since, bytes]) => ({
      role,
      version,
      isOurs: version === ours && made === definition,
      mark: { position: BigInt(position), hash },
      bytes: Number(bytes),
      ...(since !== null && { since }),
    }));
  }

  /**
   * A copy takes the place of the live one, durably. That stays as the former one, where it is to; whatever else there is of
   * this code or older, and is not being built, is done with. All who would move or replace a copy wait meanwhile, so nothing
   * slips in between. `false` while the live one is further than it may be. Errors: `PagesMovedOn` where this one was taken off the shelf.
   */
  async publish(
    { number, mark }: ShelvedCopy & { readonly mark: PageMark },
    { evenBehind = false, keepsFormer = true }: Publishing,
  ): Promise<boolean> {
    return this.postgres.inTransaction(async (connection) => {
      await connection.query('SET LOCAL synchronous_commit = on; LOCK TABLE copies IN SHARE ROW EXCLUSIVE MODE');
      const live = await this.findFor(connection, 'live');
      if (live && !evenBehind && live.mark.position > mark.position) return false;
      const [[role] = []] = await rowsOf<[PageRole]>(connection, roleOf, [number]);
      if (role === undefined || role === 'live') throw new PagesMovedOn(mark.position);
      const former = keepsFormer && live && live.mark.position > 0n ? live.number : undefined;
      await this.#swap(connection, number, former);
      return true;
    });
  }

  /** There is one copy of each role: the row of the new one is out of the way until the old one has left its place. */
  async #swap(connection: PoolClient, number: number, former: number | undefined): Promise<void> {
    const kept = former === undefined ? [number] : [number, former];
    await rowsOf(connection, dropAllBut, [kept, this.pages.version]);
    const [row = []] = await rowsOf<unknown[]>(connection, take, [number]);
    if (former !== undefined) await rowsOf(connection, makeFormer, [former]);
    await rowsOf(connection, putLive, row);
  }

  /** An empty live copy in the place of the one that was. */
  async replaceLive(): Promise<void> {
    await this.postgres.inTransaction(async (connection) => {
      for (const role of ['live', 'former']) await rowsOf(connection, dropRole, [...this.#code, role]);
      await this.#findOrAdd(connection, 'live');
    });
  }

  /** Takes former copies off the shelf, whatever code made them, and removes them. */
  async forgetFormer(): Promise<void> {
    await this.postgres.run(dropFormer);
    await this.sweep();
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

  async #findOrAdd(connection: PoolClient, role: PageRole): Promise<ShelvedCopy> {
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

  #shelved([number, version, role, position, hash]: CopyRow): ShelvedCopy {
    return { number, schema: this.#schemaOf(version, number), role, mark: { position: BigInt(position), hash } };
  }

  #schemaOf(version: number, number: number): string {
    return `${this.postgres.schema}_v${version}_${number}`;
  }
}

/** The same tables give the same digest: a copy with another one was made by other code and is not used. */
const definitionDigest = ({ tables }: PageSet): string =>
  hash('sha256', tables.map((table) => createTable({ schema: '', table })).join(';\n'), 'hex');
