import type { PoolClient } from 'pg';
import type { PageComparison, PageDifference, PageMark } from '../read-store.port.js';
import type { Key, Row, Table } from '../table.port.js';
import { list, nameOf, quoted } from './table-statements.js';
import { TableWriter } from './table-writer.js';
import { wordDigests } from './words-held.js';

const shownDifferences = 20;

/** The schemas of two copies of the same pages. */
export interface BothCopies {
  readonly live: string;
  readonly rebuilt: string;
}

/** Compares two copies row by row, table by table, where they lie: only what differs is handed over. */
export async function comparePages(
  connection: PoolClient,
  tables: readonly Table[],
  copies: BothCopies,
  { position }: Pick<PageMark, 'position'>,
): Promise<PageComparison> {
  const samples: PageDifference[] = [];
  let [rows, differences] = [0, 0];
  for (const table of tables) {
    const counted = await counts(connection, table, copies);
    [rows, differences] = [rows + counted.rows, differences + counted.differences];
    if (counted.differences === 0 || samples.length >= shownDifferences) continue;
    samples.push(...(await shown(connection, table, copies, shownDifferences - samples.length)));
  }
  return { rows, differences, samples, position };
}

interface Counts {
  readonly rows: number;
  readonly differences: number;
}

async function counts(connection: PoolClient, table: Table, copies: BothCopies): Promise<Counts> {
  const counting = `SELECT count(*) AS rows, count(*) FILTER (WHERE ${differs(table)}) AS differences`;
  const { rows } = await connection.query<Counts>(atLength(`${counting} FROM ${sideBySide(table, copies)}`));
  return rows[0] ?? { rows: 0, differences: 0 };
}

async function shown(
  connection: PoolClient,
  table: Table,
  copies: BothCopies,
  most: number,
): Promise<readonly PageDifference[]> {
  const key = list(keyOf(table));
  const select = `SELECT ${key} FROM ${sideBySide(table, copies)} WHERE ${differs(table)} ORDER BY ${key} LIMIT ${most}`;
  const found = await connection.query<Key & unknown[]>({ ...atLength(select), rowMode: 'array' });
  const [live, rebuilt] = await Promise.all(
    [copies.live, copies.rebuilt].map((schema) => rowsAt(connection, { schema, table }, found.rows)),
  );
  return found.rows.map((keys, place) => ({
    table: table.name,
    key: keys,
    live: live?.[place],
    rebuilt: rebuilt?.[place],
  }));
}

/** Of a search index only which entries are in it. */
async function rowsAt(
  connection: PoolClient,
  { schema, table }: { readonly schema: string; readonly table: Table },
  keys: readonly Key[],
): Promise<readonly (Row | undefined)[]> {
  if (table.kind !== 'words') return new TableWriter(schema, table).load(connection, keys);
  const words = await wordDigests(connection, { schema, table }, keys);
  return keys.map(([entry]) => {
    const said = words.get(Number(entry));
    return said === undefined ? undefined : { [table.key[0] ?? 'entry']: Number(entry), words: said };
  });
}

/** Rows of the same key beside each other; a row without a partner alone. */
const sideBySide = (table: Table, { live, rebuilt }: BothCopies): string =>
  `${nameOf({ schema: live, table })} AS live FULL JOIN ${nameOf({ schema: rebuilt, table })} AS rebuilt USING (${list(keyOf(table))})`;

function differs(table: Table): string {
  const columns = table.kind === 'words' ? ['entry', 'said'] : Object.keys(table.columns);
  const row = (side: string) => `(${columns.map((column) => `${side}.${quoted(column)}`).join(', ')})`;
  return `${row('live')} IS DISTINCT FROM ${row('rebuilt')}`;
}

const keyOf = ({ kind, key }: Table): readonly string[] => (kind === 'words' ? ['entry'] : key);

const dayMs = 24 * 60 * 60 * 1000;
/** Pages are compared for as long as it takes. */
const atLength = (text: string) => ({ text, query_timeout: dayMs });
