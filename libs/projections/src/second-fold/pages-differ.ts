/** What differs between pages and a second fold of the log: where, never what stands there. */
export interface Difference {
  readonly table: string;
  /** What names the row, without words that people wrote. */
  readonly row: string;
  /** The file whose fold it is. */
  readonly stream: string;
  /** Names of the columns; empty where the row is missing, or one too many. */
  readonly columns: readonly string[];
}

/** Pages that were built are not what a second fold of the log says: they do not take the place of the live ones. */
export class PagesDiffer extends Error {
  readonly code = 'PROJECTION.PAGES_DIFFER';
  readonly table: string;
  readonly row: string;
  readonly stream: string;

  constructor({ table, row, stream, columns }: Difference) {
    const how = columns.length === 0 ? 'is missing, or one too many' : `says otherwise in ${columns.join(', ')}`;
    super(`row ${row} of ${table} ${how} than the fold of ${stream}`);
    [this.table, this.row, this.stream] = [table, row, stream];
  }
}
