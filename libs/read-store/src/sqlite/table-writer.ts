import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TableChanges } from '../read-store.port.js';
import { keyOf } from '../table.port.js';
import type { Key, Row, Table, Value } from '../table.port.js';
import { RowCache } from './row-cache.js';
import { dropStatement, putStatement, selectStatement, selectWhereStatement } from './table-statements.js';

/** Rows remembered per busy table and generation. */
const cachedRows = 5_000;

/** Reads and writes one table with statements prepared once. Of a busy table it remembers rows. */
export class TableWriter {
  readonly #columns: readonly string[];
  readonly #put: StatementSync;
  readonly #drop: StatementSync;
  readonly #wheres = new Map<string, StatementSync>();
  readonly #cache: RowCache | undefined;
  #select: StatementSync | undefined;

  constructor(
    private readonly db: DatabaseSync,
    private readonly table: Table,
  ) {
    this.#columns = Object.keys(table.columns);
    this.#put = db.prepare(putStatement(table));
    this.#drop = db.prepare(dropStatement(table));
    this.#cache = table.busy ? new RowCache(cachedRows) : undefined;
  }

  load(keys: readonly Key[]): (Row | undefined)[] {
    this.#select ??= this.db.prepare(selectStatement(this.table));
    const [select, cache] = [this.#select, this.#cache];
    if (cache === undefined) return keys.map((key) => select.get(...key) as Row | undefined);
    return keys.map((key) => cache.get(cacheKey(key)) ?? remember(cache, key, select.get(...key) as Row | undefined));
  }

  loadWhere(column: string, value: Value): Row[] {
    const known = this.#wheres.get(column);
    const select = known ?? this.db.prepare(selectWhereStatement(this.table, column));
    if (known === undefined) this.#wheres.set(column, select);
    return select.all(value) as Row[];
  }

  write({ puts, drops }: TableChanges): void {
    for (const key of drops) {
      this.#drop.run(...key);
      this.#cache?.drop(cacheKey(key));
    }
    for (const row of puts) {
      this.#put.run(...this.#columns.map((column) => row[column] ?? null));
      if (this.#cache !== undefined) this.#cache.put(cacheKey(keyOf(this.table, row)), row);
    }
  }

  /** After a transaction that came to nothing. */
  forget(): void {
    this.#cache?.clear();
  }
}

const cacheKey = (key: Key): string | number => (key.length === 1 ? (key[0] ?? '') : key.join('\u0000'));

function remember(cache: RowCache, key: Key, row: Row | undefined): Row | undefined {
  if (row !== undefined) cache.put(cacheKey(key), row);
  return row;
}
