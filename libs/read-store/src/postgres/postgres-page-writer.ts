import type { PoolClient } from 'pg';
import { SharedConnection, isFullServer, isRefusedRow, rowsOf, statement } from '#postgres';
import type { Postgres } from '#postgres';
import { PagesFull, PagesMovedOn, RowRefused } from '../read-store.errors.js';
import type { PageChanges, PageMark, PageWriter, SoughtWords, TableChanges } from '../read-store.port.js';
import type { Key, PageSet, Row, Table, Value } from '../table.port.js';
import { areGone } from './gone-pages.js';
import type { ShelvedCopy } from './page-shelf.js';
import { TableLooks } from './table-looks.js';
import { TableWriter } from './table-writer.js';
import { wordsHeld } from './words-held.js';

/** Takes the copy for this transaction, and wakes whoever waits for what is in it: once it is committed, and only then. */
const moveMark = statement(`
  WITH moved AS (
    UPDATE copies SET position = $1, hash = $2 WHERE number = $3 AND position = $4 AND role = $5 RETURNING role
  ) SELECT CASE role WHEN 'live' THEN pg_notify($6, '') END FROM moved`);

/**
 * Writes one copy of the pages. The mark moves only from where this writer left it and only while the copy has the
 * role it had, so of two projectors one writes, and one that wakes up after its pages were replaced changes nothing.
 */
export class PostgresPageWriter implements PageWriter {
  readonly #tables: ReadonlyMap<Table, TableWriter>;
  readonly #looks: ReadonlyMap<TableWriter, TableLooks>;
  readonly #shared: SharedConnection;
  #mark: PageMark;

  constructor(
    protected readonly postgres: Postgres,
    protected readonly copy: ShelvedCopy,
    protected readonly pages: PageSet,
  ) {
    this.#mark = copy.mark;
    this.#tables = new Map(pages.tables.map((table) => [table, new TableWriter(copy.schema, table)]));
    this.#shared = new SharedConnection(postgres);
    this.#looks = new Map([...this.#tables.values()].map((table) => [table, new TableLooks(table, this.#shared)]));
  }

  get mark(): PageMark {
    return this.#mark;
  }

  async load(table: Table, keys: readonly Key[]): Promise<readonly (Row | undefined)[]> {
    return this.#found(this.#looksAt(table).load(keys));
  }

  async loadWhere(table: Table, column: string, value: Value): Promise<readonly Row[]> {
    return this.#found(this.#looksAt(table).loadWhere(column, value));
  }

  async holdsWords(table: Table, entries: readonly SoughtWords[]): Promise<readonly boolean[]> {
    const placed = { schema: this.copy.schema, table };
    return this.#found(this.#shared.with((connection) => wordsHeld(connection, placed, entries)));
  }

  async commit(changes: PageChanges, mark: PageMark): Promise<void> {
    try {
      await this.postgres.inTransaction((connection) => this.#write(connection, changes, mark));
    } catch (fault) {
      throw areGone(fault) ? new PagesMovedOn(this.#mark.position) : writeFault(fault);
    }
    this.#mark = mark;
  }

  /** Its connections are the store's. */
  async close(): Promise<void> {}

  /** Whoever finds the mark moved writes nothing; all that is written goes out at once. */
  async #write(connection: PoolClient, changes: PageChanges, { position, hash }: PageMark): Promise<void> {
    const { number, role } = this.copy;
    const expected = this.#mark.position;
    const moved = await rowsOf(connection, moveMark, [position, hash, number, expected, role, this.postgres.schema]);
    if (moved.length !== 1) throw new PagesMovedOn(expected);
    const writing = [...changes].flatMap(([table, change]) => writingOf(this.#writerOf(table), change));
    await Promise.all(writing.map((each) => connection.query(each)));
  }

  /** Tables that are gone were replaced. */
  async #found<Rows>(looking: Promise<Rows>): Promise<Rows> {
    try {
      return await looking;
    } catch (fault) {
      throw areGone(fault) ? new PagesMovedOn(this.#mark.position) : fault;
    }
  }

  #looksAt(table: Table): TableLooks {
    return this.#looks.get(this.#writerOf(table)) as TableLooks;
  }

  #writerOf(table: Table): TableWriter {
    const writer = this.#tables.get(table);
    if (writer === undefined) throw new TypeError(`table ${table.name} is not of this page set`);
    return writer;
  }
}

/** What is of another form than its column is found out already here, where values become bytes. */
function writingOf(writer: TableWriter, change: TableChanges): ReturnType<TableWriter['writing']> {
  try {
    return writer.writing(change);
  } catch {
    throw new RowRefused('a value is not of its column’s form');
  }
}

function writeFault(fault: unknown): unknown {
  if (isFullServer(fault)) return new PagesFull('no space is left for the pages', { cause: fault });
  return isRefusedRow(fault) ? new RowRefused('the pages do not take a row') : fault;
}
