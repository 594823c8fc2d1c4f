import type { Key, PageWriter, Row, Table, Value } from '#read-store';
import { PagesDiffer } from './pages-differ.js';

/** A row as a second fold has it: with these columns, or not there at all. */
export interface ExpectedRow {
  /** Whose fold it is. */
  readonly stream: string;
  readonly table: Table;
  readonly key: Key;
  readonly row: Row | undefined;
}

/** A row by its key. */
export const keyIn = ({ key }: Table, row: Row): Key => key.map((column) => row[column] as string | number);

/** Holds rows of the pages against these. Errors: `PagesDiffer`, at the first that is another. */
export async function checkRows(pages: PageWriter, expected: readonly ExpectedRow[]): Promise<void> {
  for (const [table, rows] of Map.groupBy(expected, (row) => row.table)) {
    if (table.kind === 'words') await checkWords(pages, table, rows);
    else await checkTable(pages, table, rows);
  }
}

async function checkTable(pages: PageWriter, table: Table, rows: readonly ExpectedRow[]): Promise<void> {
  const keys = rows.map(({ key }) => key);
  const built = await pages.load(table, keys);
  for (const [place, row] of rows.entries()) checkRow(row, built[place]);
}

async function checkWords(pages: PageWriter, table: Table, rows: readonly ExpectedRow[]): Promise<void> {
  const held = await pages.holdsWords(table, rows);
  for (const [place, row] of rows.entries()) if (held[place] !== true) throw differs(row, ['words']);
}

function checkRow(expected: ExpectedRow, found: Row | undefined): void {
  const { table, row } = expected;
  const built = table.kind === 'sums' ? { ...row, ...nothingIn(table), ...found } : found;
  const columns = Object.keys(row ?? {}).filter((column) => !isSame(row?.[column] ?? null, built?.[column] ?? null));
  const areBoth = row !== undefined && built !== undefined;
  if (areBoth ? columns.length === 0 : row === built) return;
  throw differs(expected, areBoth ? columns : []);
}

const differs = ({ stream, table, key }: ExpectedRow, columns: readonly string[]): PagesDiffer =>
  new PagesDiffer({ table: table.name, row: nameOf(table, key), stream, columns });

/** A sum that was never added to is not kept. */
const nothingIn = ({ columns, key }: Table): Row =>
  Object.fromEntries(Object.keys(columns).flatMap((column) => (key.includes(column) ? [] : [[column, 0]])));

const isSame = (one: Value, other: Value): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array ? Buffer.compare(one, other) === 0 : one === other;

/** Keys may hold tags and letters of names: a row is told by ids, numbers, digests and times. */
const nameOf = ({ key: columns }: Table, key: Key): string =>
  columns.flatMap((column, place) => (/(Id|Key|number|position|quarter|channel|inbox)$/.test(column) ? [key[place]] : [])).join(' '); // prettier-ignore
