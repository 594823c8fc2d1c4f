import { keyOf } from '#read-store';
import type { Key, PageChanges, Row, RowOf, Table, TableChanges, Value } from '#read-store';
import { RowNotNamed } from './projection.errors.js';

/** A key as one value: itself where it is one column. */
type Name = string | number;

/**
 * The rows of one table a batch works on: those that were read before it, and those it changed.
 * Rows are values: a change puts another one.
 */
export class TableRows<R extends Row> {
  readonly #known = new Map<Name, R | undefined>();
  /** What was put, with the row that stood there before. */
  readonly #put = new Map<Name, R | undefined>();
  readonly #dropped = new Map<Name, Key>();
  readonly #counts: readonly string[];

  constructor(private readonly table: Table) {
    this.#counts = Object.keys(table.columns).filter((column) => !table.key.includes(column));
  }

  /** The row with this key; `undefined` where there is none. Errors: `RowNotNamed` when nobody named it beforehand. */
  get(...key: Key): R | undefined {
    const name = nameOf(key);
    const row = this.#known.get(name);
    if (row === undefined && !this.#known.has(name)) throw new RowNotNamed(this.table.name, String(name));
    return row;
  }

  /** All rows that were read or put and not dropped. */
  *all(): Generator<R> {
    for (const row of this.#known.values()) if (row !== undefined) yield row;
  }

  put(row: R): void {
    const name = this.#nameOfRow(row);
    if (!this.#put.has(name)) this.#put.set(name, this.#known.get(name));
    this.#known.set(name, row);
    if (this.#dropped.size > 0) this.#dropped.delete(name);
  }

  /** Adds signed counts to a row of a `sums` table. */
  add(row: R): void {
    const name = this.#nameOfRow(row);
    const sum = this.#known.get(name) as Record<string, Value> | undefined;
    if (sum === undefined) return this.put({ ...row });
    for (const count of this.#counts) sum[count] = Number(sum[count]) + Number(row[count]);
  }

  drop(...key: Key): void {
    const name = nameOf(key);
    this.#known.set(name, undefined);
    this.#put.delete(name);
    this.#dropped.set(name, key);
  }

  knows(key: Key): boolean {
    return this.#known.has(nameOf(key));
  }

  /** Takes in what was read before the batch; what is known already is newer and stays. */
  learn(key: Key, row: R | undefined): void {
    const name = nameOf(key);
    if (!this.#known.has(name)) this.#known.set(name, row);
  }

  /** Takes in a row that was read without its key being known. */
  learnRow(row: R): void {
    const name = this.#nameOfRow(row);
    if (!this.#known.has(name)) this.#known.set(name, row);
  }

  /** Rows that were put, as they stand now and as they stood before the batch. */
  *replaced(): Generator<{ readonly before: R | undefined; readonly after: R }> {
    for (const [name, before] of this.#put) {
      const after = this.#known.get(name);
      if (after !== undefined) yield { before, after };
    }
  }

  changes(): TableChanges | undefined {
    if (this.#put.size === 0 && this.#dropped.size === 0) return undefined;
    const puts: Row[] = [];
    for (const name of this.#put.keys()) {
      const row = this.#known.get(name);
      if (row !== undefined) puts.push(row);
    }
    return { puts, drops: [...this.#dropped.values()] };
  }

  #nameOfRow(row: Row): Name {
    return nameOf(keyOf(this.table, row));
  }
}

const nameOf = (key: Key): Name => (key.length === 1 ? (key[0] ?? '') : key.join('\u0000'));

/** The rows of every table a batch works on. */
export class Pages {
  readonly #tables = new Map<Table, TableRows<Row>>();

  of<T extends Table>(table: T): TableRows<RowOf<T> & Row> {
    const known = this.#tables.get(table);
    const rows = known ?? new TableRows<Row>(table);
    if (known === undefined) this.#tables.set(table, rows);
    return rows as unknown as TableRows<RowOf<T> & Row>;
  }

  /** What the batch changed, table by table. */
  changes(): PageChanges {
    const changes = new Map<Table, TableChanges>();
    for (const [table, rows] of this.#tables) {
      const changed = rows.changes();
      if (changed !== undefined) changes.set(table, changed);
    }
    return changes;
  }
}
