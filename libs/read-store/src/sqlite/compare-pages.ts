import type { DatabaseSync } from 'node:sqlite';
import { openSqlite } from '#sqlite';
import type { PageComparison, PageDifference } from '../read-store.port.js';
import { keyOf } from '../table.port.js';
import type { Key, PageSet, Row, Table, Value } from '../table.port.js';
import { readMark } from './page-file.js';
import { scanStatement } from './table-statements.js';

const shownDifferences = 20;

/**
 * Compares two page files row by row, table by table, each in the order of its key; `undefined` where they stand at
 * different events. Memory: one row of each.
 */
export function comparePages({ tables }: PageSet, livePath: string, rebuiltPath: string): PageComparison | undefined {
  const live = openSqlite(livePath, { synchronous: 'NORMAL', readOnly: true });
  const rebuilt = openSqlite(rebuiltPath, { synchronous: 'NORMAL', readOnly: true });
  try {
    return compared(tables, live, rebuilt);
  } finally {
    live.close();
    rebuilt.close();
  }
}

function compared(tables: readonly Table[], live: DatabaseSync, rebuilt: DatabaseSync): PageComparison | undefined {
  live.exec('BEGIN');
  rebuilt.exec('BEGIN');
  const { position } = readMark(rebuilt);
  if (readMark(live).position !== position) return undefined;
  const samples: PageDifference[] = [];
  let [rows, differences] = [0, 0];
  for (const table of tables) {
    for (const pair of pairs(table, live, rebuilt)) {
      rows += 1;
      if (sameRow(pair.live, pair.rebuilt)) continue;
      differences += 1;
      if (samples.length < shownDifferences) samples.push(pair);
    }
  }
  return { rows, differences, samples, position };
}

/** Both tables side by side: rows of the same key together, a row without a partner alone. */
function* pairs(table: Table, live: DatabaseSync, rebuilt: DatabaseSync): Generator<PageDifference> {
  const [lefts, rights] = [rowsOf(live, table), rowsOf(rebuilt, table)];
  let [left, right] = [lefts.next().value, rights.next().value];
  while (left !== undefined || right !== undefined) {
    const order = left && right ? compareKeys(keyOf(table, left), keyOf(table, right)) : left ? -1 : 1;
    const pair = { live: order <= 0 ? left : undefined, rebuilt: order >= 0 ? right : undefined };
    yield { table: table.name, key: keyOf(table, pair.live ?? pair.rebuilt ?? {}), ...pair };
    if (order <= 0) left = lefts.next().value;
    if (order >= 0) right = rights.next().value;
  }
}

function* rowsOf(db: DatabaseSync, table: Table): Generator<Row, undefined> {
  for (const row of db.prepare(scanStatement(table)).iterate()) yield row as Row;
  return undefined;
}

/** The order SQLite gives: numbers by size, text by its UTF-8 bytes. */
function compareKeys(left: Key, right: Key): number {
  for (const [place, value] of left.entries()) {
    const other = right[place] ?? '';
    if (value !== other) return compareValues(value, other);
  }
  return 0;
}

const compareValues = (left: string | number, right: string | number): number =>
  typeof left === 'number' && typeof right === 'number'
    ? left - right
    : Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));

function sameRow(left: Row | undefined, right: Row | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return Object.keys(left).every((column) => sameValue(left[column] ?? null, right[column] ?? null));
}

const sameValue = (left: Value, right: Value): boolean =>
  left instanceof Uint8Array && right instanceof Uint8Array ? Buffer.compare(left, right) === 0 : left === right;
