import { hash } from 'node:crypto';
import type { Column, PageSet, Table } from '../table.port.js';

/** SQL that makes a table and its indexes. */
export function createTable(table: Table): string {
  return table.kind === 'words' ? createWords(table) : [createRows(table), ...createIndexes(table)].join(';\n');
}

/**
 * Rows lie in the order of their key, without a second tree. Only a key that is one integer is SQLite's own row number:
 * there rows come in log order and are long (timeline entries), and appending to a plain table is cheapest.
 */
function createRows({ name, columns, key }: Table): string {
  const fields = Object.entries(columns).map(([column, form]) => `${quoted(column)} ${declared(form)}`);
  const form = key.length === 1 && columns[key[0] ?? '']?.form === 'integer' ? '' : ' WITHOUT ROWID';
  return `CREATE TABLE ${quoted(name)} (${fields.join(', ')}, PRIMARY KEY (${list(key)}))${form}`;
}

const createIndexes = ({ name, indexes }: Table): string[] =>
  indexes.map(
    (columns) => `CREATE INDEX ${quoted(`${name} by ${columns.join(', ')}`)} ON ${quoted(name)} (${list(columns)})`,
  );

/**
 * The index holds words only (`content=''`): the texts themselves stand once, in another table. What is said here of the
 * pages' own schema is part of their digest.
 */
export function createWords({ name, columns, key }: Table, schema: '' | 'temp.' = ''): string {
  const fields = Object.keys(columns).filter((column) => !key.includes(column));
  const options = `content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2"`;
  return `CREATE VIRTUAL TABLE ${schema}${quoted(name)} USING fts5(${list(fields)}, ${options})`;
}

/** Puts a row, adds to a row, or inserts the words of one; parameters are the columns in their order. */
export function putStatement({ name, kind, columns, key }: Table): string {
  const names = Object.keys(columns);
  const verb = kind === 'rows' ? 'INSERT OR REPLACE' : 'INSERT';
  const fields = kind === 'words' ? ['rowid', ...names.filter((column) => !key.includes(column))] : names;
  const insert = `${verb} INTO ${quoted(name)} (${list(fields)}) VALUES (${fields.map(() => '?').join(', ')})`;
  if (kind !== 'sums') return insert;
  const counts = names.filter((column) => !key.includes(column)).map(quoted);
  const sums = counts.map((count) => `${count} = ${count} + excluded.${count}`);
  return `${insert} ON CONFLICT (${list(key)}) DO UPDATE SET ${sums.join(', ')}`;
}

/** Drops a row; parameters are its key. */
export const dropStatement = ({ name, kind, key }: Table): string =>
  `DELETE FROM ${quoted(name)} WHERE ${kind === 'words' ? 'rowid = ?' : key.map((column) => `${quoted(column)} = ?`).join(' AND ')}`;

/** Reads a row; parameters are its key. */
export const selectStatement = ({ name, key }: Table): string =>
  `SELECT * FROM ${quoted(name)} WHERE ${key.map((column) => `${quoted(column)} = ?`).join(' AND ')}`;

/** Reads all rows with one value in one column. */
export const selectWhereStatement = ({ name }: Table, column: string): string =>
  `SELECT * FROM ${quoted(name)} WHERE ${quoted(column)} = ?`;

/** Reads a table in the order of its key; of a search index, which entries are in it and how many words each has. */
export const scanStatement = ({ name, kind, key }: Table): string =>
  kind === 'words'
    ? `SELECT id AS ${quoted(key[0] ?? 'id')}, hex(sz) AS words FROM ${quoted(`${name}_docsize`)} ORDER BY id`
    : `SELECT * FROM ${quoted(name)} ORDER BY ${list(key)}`;

/** The same tables give the same digest: a file with another one was made by other code and is not used. */
export const definitionDigest = ({ tables }: PageSet): string =>
  hash('sha256', tables.map(createTable).join(';\n'), 'hex');

const declared = ({ form, optional }: Column): string => `${form.toUpperCase()}${optional ? '' : ' NOT NULL'}`;
const quoted = (name: string): string => `"${name}"`;
const list = (names: readonly string[]): string => names.map(quoted).join(', ');
