import type { SharedConnection } from '#postgres';
import type { Key, Row, Value } from '../table.port.js';
import type { TableWriter } from './table-writer.js';
import { Together } from './together.js';

type Found = Row | undefined;

/** Reads rows of one table: whatever is looked for in one turn goes out as one statement for the keys, and one a column. */
export class TableLooks {
  readonly #byKey: Together<readonly Key[], readonly Found[]>;
  readonly #byColumn = new Map<string, Together<Value, readonly Row[]>>();

  constructor(
    private readonly table: TableWriter,
    private readonly shared: SharedConnection,
  ) {
    this.#byKey = new Together((asked) => this.#load(asked));
  }

  load(keys: readonly Key[]): Promise<readonly Found[]> {
    return this.#byKey.ask(keys);
  }

  loadWhere(column: string, value: Value): Promise<readonly Row[]> {
    const looks = this.#byColumn.get(column) ?? new Together((values) => this.#loadWhere(column, values));
    this.#byColumn.set(column, looks);
    return looks.ask(value);
  }

  async #load(asked: readonly (readonly Key[])[]): Promise<(readonly Found[])[]> {
    const rows = await this.shared.with((connection) => this.table.load(connection, asked.flat()));
    let at = 0;
    return asked.map(({ length }) => rows.slice(at, (at += length)));
  }

  #loadWhere(column: string, values: readonly Value[]): Promise<readonly (readonly Row[])[]> {
    return this.shared.with((connection) => this.table.loadWhere(connection, column, values));
  }
}
