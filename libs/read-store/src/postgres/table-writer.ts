import type { PoolClient, QueryConfig } from 'pg';
import { binaryArray, rowsOf, statement } from '#postgres';
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

  /** The rows that hold each of these values in a column. */
  async loadWhere(connection: PoolClient, column: string, values: readonly Value[]): Promise<Row[][]> {
    const select = statement(selectWhereStatement({ schema: this.schema, table: this.table }, column));
    const found = await rowsOf<Value[]>(connection, select, [this.#array(column, [...new Set(values)])]);
    const rows = Map.groupBy(
      found.map((each) => this.#rowOf(each)),
      (row) => row[column],
    );
    return values.map((value) => rows.get(storable(value)) ?? []);
  }

  /** The statements that write this, drops first. */
  writing({ puts, drops }: TableChanges): QueryConfig[] {
    return [
      ...(drops.length > 0 ? [{ ...this.#drop, values: this.#keyColumns(drops) }] : []),
      ...(puts.length > 0 ? [{ ...this.#put, values: this.#storedColumns(puts) }] : []),
    ];
  }

  #storedColumns(rows: readonly Row[]): Buffer[] {
    const stored = (column: string) => rows.map((row) => row[column] ?? null);
    if (this.table.kind !== 'words') return this.#columns.map((column) => this.#array(column, stored(column)));
    const [key = ''] = this.table.key;
    const said = rows.map((row) => saidWords(this.table, row));
    return [this.#array(key, stored(key)), binaryArray('text', said)];
  }

  #keyColumns(keys: readonly Key[]): Buffer[] {
    const column = (place: number) => keys.map((key) => key[place] ?? null);
    return this.table.key.map((name, place) => this.#array(name, column(place)));
  }

  /** A column of values as one parameter. */
  #array(column: string, values: readonly Value[]): Buffer {
    const form = forms[this.table.columns[column]?.form ?? 'text'];
    return binaryArray(form, form === 'text' ? values.map(storable) : values);
  }

  #rowOf(values: readonly Value[]): Row {
    const row: Record<string, Value> = {};
    for (const [place, column] of this.#columns.entries()) row[column] = values[place] ?? null;
    return row;
  }
}

const forms = { text: 'text', integer: 'bigint', blob: 'bytea' } as const;
const storable = (value: Value): Value => (typeof value === 'string' ? storableText(value) : value);
const nameOf = (key: Key): string => key.join('\u0000');
