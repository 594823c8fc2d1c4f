import { keyOf } from '#read-store';
import type { Key, PageChanges, Row, Table, TableChanges } from '#read-store';

/** A row as it stands now, or that it is gone. */
interface RowChange {
  readonly key: Key;
  readonly row: Row | undefined;
}

/** What a batch changes, row by row; the last word on a row counts. */
export class GatheredChanges {
  readonly #tables = new Map<Table, Map<string, RowChange>>();
  #rows = 0;

  /** How many rows were put or dropped. */
  get rows(): number {
    return this.#rows;
  }

  put(table: Table, row: Row): void {
    this.#note(table, { key: keyOf(table, row), row });
  }

  drop(table: Table, ...key: Key): void {
    this.#note(table, { key, row: undefined });
  }

  /** Forgets them: they were written. */
  clear(): void {
    this.#tables.clear();
    this.#rows = 0;
  }

  /** As a page writer takes them. */
  all(): PageChanges {
    return new Map([...this.#tables].map(([table, noted]) => [table, told([...noted.values()])]));
  }

  #note(table: Table, change: RowChange): void {
    const noted = this.#tables.get(table) ?? new Map<string, RowChange>();
    this.#tables.set(table, noted);
    noted.set(change.key.join('\u0000'), change);
    this.#rows += 1;
  }
}

const told = (changes: readonly RowChange[]): TableChanges => ({
  puts: changes.map(({ row }) => row).filter((row) => row !== undefined),
  drops: changes.filter(({ row }) => row === undefined).map(({ key }) => key),
});
