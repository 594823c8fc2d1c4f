import type { Key, PageChanges, Row, RowOf, Table, TableChanges, Value } from '#read-store';
import { RowNotNamed } from './projection.errors.js';

/**
 * The rows of one table a batch works on: those that were read before it, and those it changed.
 * Rows are values: a change puts another one.
 */
export class TableRows<R extends Row> {
  readonly #known = new Map<string, R | undefined>();
  readonly #changed = new Map<string, Key>();

  constructor(private readonly table: Table) {}

  /** The row with this key; `undefined` where there is none. Errors: `RowNotNamed` when nobody named it beforehand. */
  get(...key: Key): R | undefined {
    const name = nameOf(key);
    const row = this.#known.get(name);
    if (row === undefined && !this.#known.has(name)) throw new RowNotNamed(this.table.name, name);
    return row;
  }

  /** All rows that were read or put and not dropped. */
  *all(): Generator<R> {
    for (const row of this.#known.values()) if (row !== undefined) yield row;
  }

  put(row: R): void {
    const key = this.#keyOf(row);
    const name = nameOf(key);
    this.#known.set(name, row);
    this.#changed.set(name, key);
  }

  /** Adds signed counts to a row of a `sums` table. */
  add(row: R): void {
    const key = this.#keyOf(row);
    const name = nameOf(key);
    const before = this.#known.get(name);
    this.#known.set(name, before === undefined ? row : sumOf(before, row, key.length));
    this.#changed.set(name, key);
  }

  drop(...key: Key): void {
    const name = nameOf(key);
    this.#known.set(name, undefined);
    this.#changed.set(name, key);
  }

  knows(key: Key): boolean {
    return this.#known.has(nameOf(key));
  }

  /** Takes in what was read before the batch; what is known already is newer and stays. */
  learn(key: Key, row: R | undefined): void {
    const name = nameOf(key);
    if (!this.#known.has(name)) this.#known.set(name, row);
  }

  /** Takes in rows that were read without their keys being known. */
  learnRow(row: R): void {
    this.learn(this.#keyOf(row), row);
  }

  changes(): TableChanges | undefined {
    if (this.#changed.size === 0) return undefined;
    const [puts, drops]: [Row[], Key[]] = [[], []];
    for (const [name, key] of this.#changed) {
      const row = this.#known.get(name);
      if (row === undefined) drops.push(key);
      else puts.push(row);
    }
    return { puts, drops };
  }

  #keyOf(row: Row): Key {
    return this.table.key.map((column) => row[column] ?? '');
  }
}

const nameOf = (key: Key): string => (key.length === 1 ? String(key[0]) : key.join('\u0000'));

/** The key columns stand first in a table of sums. */
function sumOf<R extends Row>(before: R, added: R, keyColumns: number): R {
  const columns = Object.entries(added).map(([column, value], place): [string, Value] => [
    column,
    place < keyColumns ? value : Number(before[column]) + Number(value),
  ]);
  return Object.fromEntries(columns) as R;
}

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
