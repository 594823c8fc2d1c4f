import { hash } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { SoughtWords } from '../read-store.port.js';
import type { Key } from '../table.port.js';
import { saidWords } from './said-words.js';
import { nameOf } from './table-statements.js';
import type { PlacedTable } from './table-statements.js';

/** The digest of the words of each of these entries that is there. */
export async function wordDigests(
  connection: PoolClient,
  placed: PlacedTable,
  keys: readonly Key[],
): Promise<ReadonlyMap<number, string>> {
  const select = `SELECT entry, md5(said) FROM ${nameOf(placed)} WHERE entry = ANY ($1)`;
  const { rows } = await connection.query<[number, string]>({ text: select, values: [keys.flat()], rowMode: 'array' });
  return new Map(rows);
}

/** Whether each of these entries is found by just these words. */
export async function wordsHeld(
  connection: PoolClient,
  placed: PlacedTable,
  entries: readonly SoughtWords[],
): Promise<readonly boolean[]> {
  const digests = await wordDigests(
    connection,
    placed,
    entries.map(({ key }) => key),
  );
  return entries.map(({ key: [entry], row }) => {
    const sought = row === undefined ? undefined : hash('md5', saidWords(placed.table, row), 'hex');
    return digests.get(Number(entry)) === sought;
  });
}
