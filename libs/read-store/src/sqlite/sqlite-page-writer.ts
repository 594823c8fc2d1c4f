import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction, isFullDisk, isRefusedRow } from '#sqlite';
import { PagesFull, PagesMovedOn, RowRefused } from '../read-store.errors.js';
import type { PageChanges, PageMark, PageWriter, SoughtWords } from '../read-store.port.js';
import type { Key, PageSet, Row, Table, Value } from '../table.port.js';
import { openPageFile, readMark } from './page-file.js';
import { TableWriter } from './table-writer.js';
import { WordsHeld } from './words-held.js';

const moveMark = 'UPDATE page_mark SET position = ?, hash = ? WHERE position = ? AND replaced = ?';

/** Writes one page file. The mark moves only from where this writer left it, so two projectors cannot both write. */
export class SqlitePageWriter implements PageWriter {
  protected readonly db: DatabaseSync;
  readonly #tables: ReadonlyMap<Table, TableWriter>;
  readonly #moveMark: StatementSync;
  readonly #wordsHeld = new Map<Table, WordsHeld>();
  #mark: PageMark;

  constructor(
    readonly path: string,
    protected readonly pages: PageSet,
    /** Former pages are written to only by who knows that they are. */
    private readonly replaced: 0 | 1 = 0,
  ) {
    this.db = openPageFile(path);
    this.#mark = readMark(this.db);
    this.#moveMark = this.db.prepare(moveMark);
    this.#tables = new Map(pages.tables.map((table) => [table, new TableWriter(this.db, table)]));
  }

  get mark(): PageMark {
    return this.#mark;
  }

  async load(table: Table, keys: readonly Key[]): Promise<readonly (Row | undefined)[]> {
    return this.#writerOf(table).load(keys);
  }

  async loadWhere(table: Table, column: string, value: Value): Promise<readonly Row[]> {
    return this.#writerOf(table).loadWhere(column, value);
  }

  async holdsWords(table: Table, entries: readonly SoughtWords[]): Promise<readonly boolean[]> {
    const known = this.#wordsHeld.get(table) ?? new WordsHeld(this.db, table);
    this.#wordsHeld.set(table, known);
    return known.holds(entries);
  }

  async commit(changes: PageChanges, mark: PageMark): Promise<void> {
    try {
      inTransaction(this.db, () => this.#write(changes, mark));
    } catch (fault) {
      for (const writer of this.#tables.values()) writer.forget();
      throw writeFault(fault);
    }
    this.#mark = mark;
  }

  async close(): Promise<void> {
    if (this.db.isOpen) this.db.close();
  }

  #write(changes: PageChanges, { position, hash }: PageMark): void {
    const expected = this.#mark.position;
    const { changes: moved } = this.#moveMark.run(position, hash, expected, this.replaced);
    if (moved !== 1) throw new PagesMovedOn(expected);
    for (const [table, change] of changes) this.#writerOf(table).write(change);
  }

  #writerOf(table: Table): TableWriter {
    const writer = this.#tables.get(table);
    if (writer === undefined) throw new TypeError(`table ${table.name} is not of this page set`);
    return writer;
  }
}

function writeFault(fault: unknown): unknown {
  if (isFullDisk(fault)) return new PagesFull('no space is left for the pages', { cause: fault });
  return isRefusedRow(fault) ? new RowRefused('the pages do not take a row') : fault;
}
