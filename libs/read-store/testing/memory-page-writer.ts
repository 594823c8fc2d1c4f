import { keyOf, PagesMovedOn } from '../src/index.js';
import type {
  Key,
  PageChanges,
  PageMark,
  PageSet,
  PageWriter,
  Row,
  SoughtWords,
  Table,
  TableChanges,
  Value,
} from '../src/index.js';

/** Pages in memory, for tests of what is written: no file, no questions. */
export class MemoryPageWriter implements PageWriter {
  readonly #tables: ReadonlyMap<Table, Map<string, Row>>;
  #mark: PageMark = { position: 0n, hash: new Uint8Array() };
  #closed = false;

  constructor({ tables }: PageSet) {
    this.#tables = new Map(tables.map((table) => [table, new Map<string, Row>()]));
  }

  get mark(): PageMark {
    return this.#mark;
  }

  /** All rows of a table, in the order of their keys. */
  rowsOf<R extends Row>(table: Table): R[] {
    const rows = [...this.#rows(table)].sort(([one], [other]) => (one < other ? -1 : 1));
    return rows.map(([, row]) => row as R);
  }

  /** Every table by name. */
  everything(): Record<string, Row[]> {
    return Object.fromEntries([...this.#tables.keys()].map((table) => [table.name, this.rowsOf(table)]));
  }

  async load(table: Table, keys: readonly Key[]): Promise<readonly (Row | undefined)[]> {
    return keys.map((key) => this.#rows(table).get(sortable(key)));
  }

  async loadWhere(table: Table, column: string, value: Value): Promise<readonly Row[]> {
    return [...this.#rows(table).values()].filter((row) => row[column] === value);
  }

  async holdsWords(table: Table, entries: readonly SoughtWords[]): Promise<readonly boolean[]> {
    const rows = this.#rows(table);
    return entries.map(({ key, row }) => JSON.stringify(rows.get(sortable(key))) === JSON.stringify(row));
  }

  async commit(changes: PageChanges, mark: PageMark): Promise<void> {
    if (this.#closed) throw new PagesMovedOn(this.#mark.position);
    for (const [table, change] of changes) this.#write(table, change);
    this.#mark = mark;
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #write(table: Table, { puts, drops }: TableChanges): void {
    const rows = this.#rows(table);
    for (const key of drops) rows.delete(sortable(key));
    for (const row of puts) {
      const key = sortable(keyOf(table, row));
      const before = rows.get(key);
      rows.set(key, table.kind === 'sums' && before ? added(table, before, row) : row);
    }
  }

  #rows(table: Table): Map<string, Row> {
    const rows = this.#tables.get(table);
    if (rows === undefined) throw new TypeError(`table ${table.name} is not of this page set`);
    return rows;
  }
}

/** Numbers are padded, so that text order is their order. */
const sortable = (key: Key): string =>
  key.map((value) => (typeof value === 'number' ? String(value).padStart(16, '0') : value)).join('\u0000');

const added = ({ key }: Table, before: Row, row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      key.includes(column) ? value : Number(before[column]) + Number(value),
    ]),
  );
