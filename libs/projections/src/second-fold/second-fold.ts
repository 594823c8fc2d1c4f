import type { PageWriter, Row, Table, Value } from '#read-store';
import { filesSpread } from './files-spread.js';
import { foldFile, mostEvents } from './fold-file.js';
import type { ExpectedRow, FileFold } from './fold-file.js';
import { PagesDiffer } from './pages-differ.js';
import { placesInLog } from './places-in-log.js';

/** What pages were held against. */
export interface Checked {
  readonly files: number;
  readonly rows: number;
}
/** Holds pages at their mark against the log. Errors: `PagesDiffer`, at the first row that does. */
export type CheckPages = (pages: PageWriter, signal: AbortSignal) => Promise<Checked>;

/** How the desk's pages are checked. */
export interface SecondFoldJob extends Omit<FileFold, 'upTo' | 'placeOf'> {
  /** Places of the log at which files are looked for. */
  readonly looks?: number;
}

const usualLooks = 1_000;
/** Files whose rows are looked up together: few round trips where pages lie in a database. */
const filesAtOnce = 20;

/**
 * Holds the desk's pages against a second fold, independent of how they were copied: file by file instead of in log order,
 * by another read of the log, in memory, without a store, a batch that was written, or a row that was read back; and the
 * tickets by the rules of the domain too, whose fold is other code. A thousand files, evenly spread, or all of a small
 * desk. Memory: the rows of twenty files.
 */
export const secondFold =
  ({ looks = usualLooks, ...parts }: SecondFoldJob): CheckPages =>
  async (pages, signal) => {
    const upTo = pages.mark.position;
    const streams = await filesSpread(parts.log, { upTo, looks });
    const job = { ...parts, upTo, placeOf: await placesInLog(parts.log, streams, { upTo, mostEvents }) };
    let [files, rows] = [0, 0];
    let gathered: ExpectedRow[] = [];
    const check = async () => {
      await checkRows(pages, gathered);
      rows += gathered.length;
      gathered = [];
    };
    for (const stream of streams) {
      if (signal.aborted) break;
      const folded = await foldFile(job, stream);
      if (folded === undefined) continue;
      gathered.push(...folded);
      files += 1;
      if (files % filesAtOnce === 0) await check();
    }
    await check();
    return { files, rows };
  };

async function checkRows(pages: PageWriter, expected: readonly ExpectedRow[]): Promise<void> {
  for (const [table, rows] of Map.groupBy(expected, (row) => row.table)) {
    const built = await pages.load(
      table,
      rows.map(({ key }) => key),
    );
    for (const [place, row] of rows.entries()) checkRow(row, built[place]);
  }
}

function checkRow({ stream, table, key, row }: ExpectedRow, built: Row | undefined): void {
  const columns = Object.keys(row ?? {}).filter((column) => !isSame(row?.[column] ?? null, built?.[column] ?? null));
  const areBoth = row !== undefined && built !== undefined;
  if (areBoth ? columns.length === 0 : row === built) return;
  throw new PagesDiffer({ table: table.name, row: nameOf(table, key), stream, columns: areBoth ? columns : [] });
}

const isSame = (one: Value, other: Value): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array ? Buffer.compare(one, other) === 0 : one === other;

/** Keys may hold tags and letters of names: a row is told by ids, numbers and digests. */
const nameOf = ({ key: columns }: Table, key: readonly (string | number)[]): string =>
  columns.flatMap((column, place) => (/(Id|Key|number|position)$/.test(column) ? [key[place]] : [])).join(' ');
