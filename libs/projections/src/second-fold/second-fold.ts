import type { PageWriter } from '#read-store';
import { droppedEvents } from '../projector/failing-event.js';
import { checkWhole } from './check-whole.js';
import { checkRows } from './expected-row.js';
import type { ExpectedRow } from './expected-row.js';
import { filesSpread } from './files-spread.js';
import { foldFile } from './fold-file.js';
import type { FileFold } from './fold-file.js';
import { placesInLog } from './places-in-log.js';

/** What pages were held against. */
export interface Checked {
  /** Customers' files that were folded whole. */
  readonly files: number;
  readonly rows: number;
}
/** Holds pages at their mark against the log. Errors: `PagesDiffer`, at the first row that does. */
export type CheckPages = (pages: PageWriter, signal: AbortSignal) => Promise<Checked>;

/** How the desk's pages are checked. */
export interface SecondFoldJob extends Pick<FileFold, 'log' | 'opener'> {
  /** Places of the log at which files are looked for. */
  readonly looks?: number;
  /** Events of a file that are folded together at most: a longer one would take more memory than a rebuild does. */
  readonly mostEvents?: number;
}

const usualLooks = 1_000;
const usualEvents = 5_000;
/** Rows of which files are folded whole at most, for each event of the log: some ten per cent of a rebuild. */
const rowsAnEvent = 0.25;
/** So many in any case. */
const leastRows = 50_000;
/** Rows that are looked up together: few round trips where pages lie in a database. */
const rowsAtOnce = 1_000;

/**
 * Holds the desk's pages against a second fold, independent of how they were copied: file by file instead of in log order,
 * by another read of the log, in memory, without a store, a batch that was written, or a row that was read back; and the
 * tickets by the rules of the domain too, whose fold is other code. A thousand files, evenly spread, or all of a small
 * desk, until a tenth of the log is folded again; sums and what became of our messages of all files, by plain code of their own. Memory: the rows of one file.
 */
export const secondFold =
  ({ looks = usualLooks, mostEvents = usualEvents, ...parts }: SecondFoldJob): CheckPages =>
  async (pages, signal) => {
    const upTo = pages.mark.position;
    const streams = await filesSpread(parts.log, { upTo, looks });
    const dropped = await droppedEvents(parts.log);
    const placeOf = await placesInLog(parts.log, streams, upTo);
    const job: FileFold = { ...parts, upTo, placeOf, dropped, mostEvents };
    const checked = await checkFiles(job, streams, pages, signal);
    return { ...checked, rows: checked.rows + (await checkWhole(job, pages, signal)) };
  };

async function checkFiles(
  job: FileFold,
  streams: readonly string[],
  pages: PageWriter,
  signal: AbortSignal,
): Promise<Checked> {
  const most = Math.max(leastRows, Number(job.upTo) * rowsAnEvent);
  let [files, rows] = [0, 0];
  let gathered: ExpectedRow[] = [];
  const check = async () => {
    await checkRows(pages, gathered);
    rows += gathered.length;
    gathered = [];
  };
  for (const stream of streams) {
    if (signal.aborted || rows > most) break;
    let isFolded = 0;
    for await (const folded of foldFile(job, stream)) {
      gathered.push(...folded);
      isFolded = 1;
      if (gathered.length >= rowsAtOnce) await check();
    }
    files += isFolded;
  }
  await check();
  return { files, rows };
}
