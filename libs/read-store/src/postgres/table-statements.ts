import type { Column, Table } from '../table.port.js';

/** A table of one copy of the pages: the schema is that copy's. */
export interface PlacedTable {
  readonly schema: string;
  readonly table: Table;
}

const types: Readonly<Record<Column['form'], string>> = { text: 'text', integer: 'bigint', blob: 'bytea' };

/** SQL that makes a table and its indexes, to which the server gives names: ours would be longer than it takes. */
export function createTable(placed: PlacedTable): string {
  const { table } = placed;
  if (table.kind === 'words') return createWords(placed);
  const fields = Object.entries(table.columns).map(([name, column]) => `${quoted(name)} ${declared(column)}`);
  const create = `CREATE TABLE ${nameOf(placed)} (${fields.join(', ')}, PRIMARY KEY (${list(table.key)}))`;
  const indexes = table.indexes.map(
    (columns) => `CREATE INDEX ON ${nameOf(placed)} (${list([...columns, ...behind(table)])})`,
  );
  return [create, ...indexes].join(';\n');
}

/**
 * The words of an entry twice: in a row, as they are looked through for phrases, and each once, as they are found by.
 * `tsvector` knows only the first 16,383 places of an entry and 256 of a word, so it is not asked for places.
 */
function createWords(placed: PlacedTable): string {
  const fields = 'entry bigint PRIMARY KEY, said text COLLATE "C" NOT NULL, words tsvector NOT NULL';
  return `CREATE TABLE ${nameOf(placed)} (${fields}); CREATE INDEX ON ${nameOf(placed)} USING gin (words)`;
}

/** Puts rows whole, adds to them, or inserts words; parameters are an array for each of `storedColumns`. */
export function putStatement(placed: PlacedTable): string {
  const { table } = placed;
  const { key } = table;
  if (table.kind === 'words') return putWords(placed);
  const columns = Object.keys(table.columns);
  const [rest, keys] = [columns.filter((column) => !key.includes(column)), list(key)];
  const insert = `INSERT INTO ${nameOf(placed)} AS held (${list(columns)}) SELECT * FROM ${given(table, columns)}`;
  if (rest.length === 0) return `${insert} ON CONFLICT (${keys}) DO NOTHING`;
  const before = (column: string) => (table.kind === 'sums' ? `held.${column} + ` : '');
  const sets = rest.map(quoted).map((column) => `${column} = ${before(column)}excluded.${column}`);
  return `${insert} ON CONFLICT (${keys}) DO UPDATE SET ${sets.join(', ')}`;
}

function putWords(placed: PlacedTable): string {
  const words = `array_to_tsvector(string_to_array(btrim(said), ' '))`;
  const rows = `SELECT entry, said, ${words} FROM unnest($1::bigint[], $2::text[]) AS given (entry, said)`;
  return `INSERT INTO ${nameOf(placed)} ${rows}`;
}

/** Drops rows; parameters are an array for each column of the key. */
export function dropStatement(placed: PlacedTable): string {
  const { table } = placed;
  if (table.kind === 'words') return `DELETE FROM ${nameOf(placed)} WHERE entry = ANY ($1::bigint[])`;
  return `DELETE FROM ${nameOf(placed)} AS held USING ${given(table, table.key)} WHERE ${sameKey(table)}`;
}

/** Reads rows, all columns in their order; parameters are an array for each column of the key. */
export function selectStatement(placed: PlacedTable): string {
  const { table } = placed;
  return `SELECT ${columnsOf(table)} FROM ${nameOf(placed)} AS held JOIN ${given(table, table.key)} ON ${sameKey(table)}`;
}

/** Reads all rows that hold one of some values, an array of them, in one column. */
export const selectWhereStatement = (placed: PlacedTable, column: string): string =>
  `SELECT ${columnsOf(placed.table)} FROM ${nameOf(placed)} AS held WHERE held.${quoted(column)} = ANY ($1::${types[placed.table.columns[column]?.form ?? 'text']}[])`;

/** A name that stands as it is, whatever its letters. */
export const quoted = (name: string): string => `"${name}"`;
export const list = (names: readonly string[]): string => names.map(quoted).join(', ');
export const nameOf = ({ schema, table }: PlacedTable): string => `${quoted(schema)}.${quoted(table.name)}`;

/** Text is ordered by its bytes, as everywhere in the house. */
const declared = ({ form, optional }: Column): string =>
  `${types[form]}${form === 'text' ? ' COLLATE "C"' : ''}${optional ? '' : ' NOT NULL'}`;

/** A key that is a place in the log ends each index, as it does on SQLite by itself: so it yields an order to the last row. */
const behind = ({ columns, key }: Table): readonly string[] =>
  key.length === 1 && columns[key[0] ?? '']?.form === 'integer' ? key : [];

const columnsOf = ({ columns }: Table): string =>
  Object.keys(columns)
    .map((column) => `held.${quoted(column)}`)
    .join(', ');

const sameKey = ({ key }: Table): string =>
  key
    .map(quoted)
    .map((column) => `held.${column} = given.${column}`)
    .join(' AND ');

/** Rows made of the parameters, one array a column. */
function given({ columns }: Table, names: readonly string[]): string {
  const arrays = names.map((name, place) => `$${place + 1}::${types[columns[name]?.form ?? 'text']}[]`);
  return `unnest(${arrays.join(', ')}) AS given (${list(names)})`;
}
