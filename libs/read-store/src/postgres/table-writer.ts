import type { PoolClient } from 'pg';
import { rowsOf, statement } from '#postgres';
import type { Statement } from '#postgres';
import type { TableChanges } from '../read-store.port.js';
import { keyOf } from '../table.port.js';
import type { Key, Row, Table, Value } from '../table.port.js';
import { saidWords } from './said-words.js';
import { storableText } from './storable-text.js';
import { dropStatement, putStatement, selectStatement, selectWhereStatement } from './table-statements.js';

/** Reads and writes one table of one copy: as many rows as there are by one statement. */
export class TableWriter {
  readonly #columns: readonly string[];
  readonly #put: Statement;
  readonly #drop: Statement;
  readonly #select: Statement;

  constructor(
    private readonly schema: string,
    private readonly table: Table,
  ) {
    const placed = { schema, table };
    this.#columns = Object.keys(table.columns);
    this.#put = statement(putStatement(placed));
    this.#drop = statement(dropStatement(placed));
    this.#select = statement(selectStatement(placed));
  }

  async load(connection: PoolClient, keys: readonly Key[]): Promise<(Row | undefined)[]> {
    const stored = keys.map((key) => key.map(storable) as unknown as Key);
    const found = await rowsOf<Value[]>(connection, this.#select, this.#keyColumns(stored));
    const rows = new Map(
      found.map((values) => this.#rowOf(values)).map((row) => [nameOf(keyOf(this.table, row)), row]),
    );
    return stored.map((key) => rows.get(nameOf(key)));
  }

  async loadWhere(connection: PoolClient, column: string, value: Value): Promise<Row[]> {
    const select = statement(selectWhereStatement({ schema: this.schema, table: this.table }, column));
    const found = await rowsOf<Value[]>(connection, select, [storable(value)]);
    return found.map((values) => this.#rowOf(values));
  }

  async write(connection: PoolClient, { puts, drops }: TableChanges): Promise<void> {
    if (drops.length > 0) await connection.query({ ...this.#drop, values: this.#keyColumns(drops) });
    if (puts.length > 0) await connection.query({ ...this.#put, values: this.#storedColumns(puts) });
  }

  #storedColumns(rows: readonly Row[]): Value[][] {
    if (this.table.kind !== 'words')
      return this.#columns.map((column) => rows.map((row) => storable(row[column] ?? null)));
    const [key = ''] = this.table.key;
    return [rows.map((row) => row[key] ?? null), rows.map((row) => saidWords(this.table, row))];
  }

  #keyColumns(keys: readonly Key[]): Value[][] {
    return this.table.key.map((_, place) => keys.map((key) => storable(key[place] ?? null)));
  }

  #rowOf(values: readonly Value[]): Row {
    return Object.fromEntries(this.#columns.map((column, place) => [column, values[place] ?? null]));
  }
}

const storable = (value: Value): Value => (typeof value === 'string' ? storableText(value) : value);
const nameOf = (key: Key): string => key.join('\u0000');
