/** What a column holds. Empty is said aloud: only an optional column may hold `null`. */
export interface Column<Held extends Value = Value> {
  readonly form: 'text' | 'integer' | 'blob';
  readonly optional: boolean;
  /** Only for the type checker; never present at run time. */
  readonly holds?: Held;
}
export type Value = string | number | Uint8Array | null;
export type Columns = Readonly<Record<string, Column>>;

export const text = <Held extends string = string>(): Column<Held> => ({ form: 'text', optional: false });
export const integer = (): Column<number> => ({ form: 'integer', optional: false });
export const bytes = (): Column<Uint8Array> => ({ form: 'blob', optional: false });
export const optionalText = <Held extends string = string>(): Column<Held | null> => ({ form: 'text', optional: true });
export const optionalInteger = (): Column<number | null> => ({ form: 'integer', optional: true });

/**
 * One table of the pages.
 *
 * `rows`:  a row is put whole under its key, or dropped.
 * `sums`:  a row holds signed counts; what is put is added to what is there, so it is never read before it is written.
 * `words`: a search index; a row is the words of the entry at an integer key. It is inserted or dropped, never read whole.
 */
export interface Table<C extends Columns = Columns> {
  readonly name: string;
  readonly kind: 'rows' | 'sums' | 'words';
  readonly columns: C;
  /** Names a row on every copy alike: never a number given out in order of insertion. */
  readonly key: readonly string[];
  readonly indexes: readonly (readonly string[])[];
  /** Its rows are read back soon after they were written: a writer does well to remember the last of them. */
  readonly busy: boolean;
}

/** A row of a table. */
export type RowOf<T> =
  T extends Table<infer C> ? { readonly [Name in keyof C]: C[Name] extends Column<infer Held> ? Held : never } : never;
/** Any row at all. */
export type Row = Readonly<Record<string, Value>>;
/** The values of a row's key columns, in the table's order. */
export type Key = readonly (string | number)[];

/** The key of a row. Errors: `TypeError` where a key column holds bytes or nothing: then it names nothing. */
export const keyOf = ({ name, key }: Table, row: Row): Key =>
  key.map((column) => {
    const value = row[column];
    if (typeof value === 'string' || typeof value === 'number') return value;
    throw new TypeError(`a row of ${name} is named by nothing in ${column}`);
  });

interface TableDefinition<C extends Columns> {
  readonly name: string;
  readonly kind?: Table['kind'];
  readonly columns: C;
  readonly key: readonly (keyof C & string)[];
  readonly indexes?: readonly (readonly (keyof C & string)[])[];
  readonly busy?: boolean;
}

/** Defines a table; what is left out is `rows` without further indexes, not busy. */
export const table = <const C extends Columns>(definition: TableDefinition<C>): Table<C> =>
  Object.freeze({ kind: 'rows', indexes: [], busy: false, ...definition });

/** Everything that is copied together under one checkpoint. `version` rises when the same log would give other pages. */
export interface PageSet {
  readonly version: number;
  readonly tables: readonly Table[];
}
