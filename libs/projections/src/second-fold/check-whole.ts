import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClearEvent, EventLogReader } from '#event-log';
import type { PageWriter } from '#read-store';
import { idOf } from '../projection/index.js';
import { clearBatchEvents } from '../projector/batches.js';
import { FileCount } from './count-file.js';
import type { FileSums } from './count-file.js';
import { DeliveriesTold } from './deliveries-told.js';
import { checkRows } from './expected-row.js';
import { eventsOf, isCustomers } from './file-events.js';
import { SumsOfFiles } from './sums.js';

/** What is walked through. */
export interface WholeLog {
  readonly log: EventLogReader;
  readonly upTo: bigint;
  /** Ids of events that people decided to do without. */
  readonly dropped: ReadonlySet<string>;
}

/** Files read at once: few round trips where the log lies in a database. */
const filesAtOnce = 20;
const rowsAtOnce = 1_000;

/**
 * Holds what is told by all files together against the whole log: what became of our messages in one walk through it, and
 * sums, for which each file is counted when the walk meets its first event. Memory: what stands in the files of one step, and
 * the sums. Answers how many rows were held against it. Errors: `PagesDiffer`, at the first that differs.
 */
export async function checkWhole(job: WholeLog, pages: PageWriter, signal: AbortSignal): Promise<number> {
  const { log, upTo, dropped } = job;
  const [sums, deliveries] = [new SumsOfFiles(), new DeliveriesTold(log, dropped)];
  let rows = 0;
  for await (const events of stretches(job, 0n, signal)) {
    const known = events.filter(({ position }) => position <= upTo);
    rows += await deliveries.check(pages, known);
    const begun = known.filter(({ stream, version }) => version === 1 && isCustomers(stream));
    for (const each of await countFiles(job, begun.map(({ stream }) => stream))) addTo(sums, each); // prettier-ignore
  }
  if (!tellsPositions(log)) await doubtWhatGrew(job, sums, signal);
  if (signal.aborted) return rows;
  deliveries.finish();
  const expected = [...sums.rows()];
  for (let first = 0; first < expected.length; first += rowsAtOnce)
    await checkRows(pages, expected.slice(first, first + rowsAtOnce));
  return rows + expected.length;
}

/** Stretches of the log behind a place, as far as the pages go; or to its head. */
async function* stretches(
  { log, upTo }: Pick<WholeLog, 'log'> & { readonly upTo?: bigint },
  start: bigint,
  signal: AbortSignal,
): AsyncGenerator<readonly ClearEvent[]> {
  for (let after = start; !signal.aborted && (upTo === undefined || after < upTo);) {
    const stretch = await log.readClear(after, clearBatchEvents);
    if (stretch === undefined) return;
    yield stretch.events;
    after = stretch.upTo.position;
    // Whoever says stop is heard in another turn of the loop.
    await nextTurn();
  }
}

const tellsPositions = ({ traits }: EventLogReader): boolean => traits.streamsTellPositions !== false;

function addTo(sums: SumsOfFiles, { sure, doubtful }: FileSums): void {
  sums.add(sure);
  sums.doubt(doubtful);
}

/** A log whose streams do not tell where their events stand: a file that grew since may have been counted with what came. */
async function doubtWhatGrew(job: WholeLog, sums: SumsOfFiles, signal: AbortSignal): Promise<void> {
  const grown = new Set<string>();
  for await (const events of stretches({ log: job.log }, job.upTo, signal))
    for (const { stream } of events) if (isCustomers(stream)) grown.add(stream);
  for (const { sure, doubtful } of await countFiles(job, [...grown])) {
    sums.doubt(sure);
    sums.doubt(doubtful);
  }
}

async function countFiles(job: WholeLog, streams: readonly string[]): Promise<readonly FileSums[]> {
  const counted: FileSums[] = [];
  for (let first = 0; first < streams.length; first += filesAtOnce)
    counted.push(
      ...(await Promise.all(streams.slice(first, first + filesAtOnce).map((stream) => countFile(job, stream)))),
    );
  return counted;
}

/** What an event adds that people decided to do without may be there, if code learned to read it. */
async function countFile({ log, upTo, dropped }: WholeLog, stream: string): Promise<FileSums> {
  const count = new FileCount(idOf(stream));
  let isDoubtful = false;
  for await (const events of eventsOf({ log, placeOf: ({ position }) => position }, stream)) {
    isDoubtful ||= events.some(({ id }) => dropped.has(id));
    count.take(tellsPositions(log) ? events.filter(({ position }) => position <= upTo) : events);
  }
  const { sure, doubtful } = count.sums();
  return isDoubtful ? { sure: [], doubtful: [...sure, ...doubtful] } : { sure, doubtful };
}
