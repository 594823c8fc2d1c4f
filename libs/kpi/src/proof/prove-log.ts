import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ClearEvent } from '#event-log';
import type { KpiFigure } from '../figures/index.js';
import { lookOver, portion, streamOf } from './log-overview.js';
import type { LogOverview } from './log-overview.js';
import type { ProofJob } from './proof.js';
import type { RawFile } from './raw-desk.js';
import { recount } from './recount.js';

/**
 * Works a question out anew from the raw events of a log, by docs/kpis.md alone. Only the files of one person at a time
 * are at hand; what stays are the ids of customers, links, settings of inboxes, and what the figures are made of. Made
 * for a thread of its own. `undefined` where it was stopped.
 * Errors: those of the log; `TypeError` for a KPI the page does not define.
 */
export async function proveFromLog(job: ProofJob): Promise<readonly KpiFigure[] | undefined> {
  const { question, until, signal, onProgress } = job;
  const counting = recount(question);
  const overview = await lookOver(job);
  const { people, connectedInboxes, elsewhere } = overview;
  let [done, told] = [until + elsewhere, until];
  for (const [personId, customerIds] of people) {
    if (signal.aborted) return undefined;
    const files: RawFile[] = [];
    for (const customerId of customerIds) {
      files.push({ customerId, personId, events: await eventsOf(job, overview, customerId) });
    }
    counting.add({ files, connectedInboxes });
    done += BigInt(files.reduce((sum, { events }) => sum + events.length, 0));
    if (done - told < portion) continue;
    onProgress?.({ done, total: 2n * until });
    told = done;
    await nextTurn();
  }
  return signal.aborted ? undefined : counting.figures();
}

async function eventsOf(
  { log, until }: ProofJob,
  { places }: LogOverview,
  customerId: string,
): Promise<readonly ClearEvent[]> {
  const told = places.get(streamOf(customerId));
  const events: ClearEvent[] = [];
  for (let isOver = false; !isOver;) {
    const read = await log.readStream(streamOf(customerId), events.length, portion);
    const known = told ? placedAt(told, read) : read.filter(({ position }) => position <= until);
    events.push(...known);
    isOver = known.length < portion;
  }
  return events;
}

/** Events of a stream with the positions that were seen on the way through the log; what was not seen came later. */
const placedAt = (places: readonly bigint[], events: readonly ClearEvent[]): readonly ClearEvent[] =>
  events.flatMap((event) => {
    const position = places[event.version - 1];
    return position === undefined ? [] : { ...event, position };
  });
