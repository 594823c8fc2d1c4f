import type { EventLogReader } from '#event-log';
import { checkRows, droppedEvents, placesInLog } from '#projections';
import type { Checked, CheckPages } from '#projections';
import type { PageWriter } from '#read-store';
import { inboxes, links } from '../pages/kpi.tables.js';
import { checkPerson } from './check-person.js';
import type { PersonCheck } from './check-person.js';
import { circumstancesOf } from './circumstances.js';
import type { Circumstances } from './circumstances.js';
import { everybody, somePeople } from './people-in-log.js';
import type { Someone } from './people-in-log.js';
import { ProvenSample } from './proven-sample.js';
import { RolledSums } from './rolled-sums.js';

/** How pages of KPIs are checked. */
export interface KpiSecondFoldJob {
  readonly log: EventLogReader;
  /** People whose figures are proven, and of whom it is looked at what was known once; evenly spread over the log. */
  readonly proven?: number;
}

const usuallyProven = 200;
/** Places of a log at which files are looked for, where its streams do not tell where their events stand. */
const looks = 1_000;
/** People read at once: few round trips where log or pages lie in a database. */
const peopleAtOnce = 20;

/**
 * Holds pages of KPIs against a second fold of the log: person by person instead of in log order, each file from its own
 * stream, from nothing, and each fact derived once, at the end, instead of after every event. Every row of every file, and
 * what roll-ups come to; of some people also what was known once, and every KPI by the proof, which is other code. Of a log
 * whose streams do not tell where their events stand a thousand files are looked at, and no roll-ups. Memory: the files of
 * twenty people, and the links.
 */
export const kpiSecondFold =
  ({ log, proven = usuallyProven }: KpiSecondFoldJob): CheckPages =>
  async (pages, signal) => {
    const upTo = pages.mark.position;
    const [around, dropped] = [await circumstancesOf(log, upTo), await droppedEvents(log)];
    const search = { log, upTo, around, proven };
    const isWhole = log.traits.streamsTellPositions !== false;
    const some = isWhole ? [] : await somePeople(search, looks);
    const streams = some.flatMap(({ customerIds }) => customerIds.map((customerId) => `customer-${customerId}`));
    const placeOf = await placesInLog(log, streams, upTo);
    const [rolled, sample] = [new RolledSums(pages), new ProvenSample(await instantAt(log, upTo))];
    const job: PersonCheck = { log, upTo, placeOf, around, dropped, pages, rolled, sample };
    const found = await checkPeople(job, isWhole ? everybody(search, signal) : [some], signal);
    const settings = await checkSettings(pages, around);
    if (signal.aborted) return found;
    sample.check();
    const stretches = isWhole && found.leftOut === 0 ? await rolled.check() : 0;
    return { files: found.files, rows: found.rows + settings + stretches };
  };

interface Found extends Checked {
  /** People of whom nothing can be told. */
  readonly leftOut: number;
}

async function checkPeople(
  job: PersonCheck,
  people: AsyncIterable<readonly Someone[]> | Iterable<readonly Someone[]>,
  signal: AbortSignal,
): Promise<Found> {
  let [files, rows, leftOut] = [0, 0, 0];
  for await (const some of people) {
    for (let first = 0; first < some.length && !signal.aborted; first += peopleAtOnce) {
      const checks = some.slice(first, first + peopleAtOnce).map((someone) => checkPerson(job, someone));
      for (const checked of await Promise.all(checks)) {
        if (checked === undefined) leftOut += 1;
        else [files, rows] = [files + checked.files, rows + checked.rows];
      }
    }
  }
  return { files, rows, leftOut };
}

/** Links, and what inboxes say about silence. Answers how many rows there are. */
async function checkSettings(pages: PageWriter, { links: all, connectedInboxes }: Circumstances): Promise<number> {
  const joined = all.map(([firstCustomerId, secondCustomerId, inForce]) => ({
    ...{
      stream: `link-${firstCustomerId}-${secondCustomerId}`,
      table: links,
      key: [firstCustomerId, secondCustomerId],
    },
    row: inForce ? { firstCustomerId, secondCustomerId } : undefined,
  }));
  const silences = new Map(connectedInboxes.map(({ stream, clear }) => [stream, Number(clear['silenceSeconds'])]));
  const set = [...silences].map(([stream, silenceSeconds]) => {
    const inbox = stream.slice('inbox-'.length);
    return { stream, table: inboxes, key: [inbox], row: { inbox, silenceSeconds } };
  });
  await checkRows(pages, [...joined, ...set]);
  return joined.length + set.length;
}

/** The log's clock at a position. */
async function instantAt(log: EventLogReader, position: bigint): Promise<string> {
  const { events: [event] = [] } = position === 0n ? {} : ((await log.readClear(position - 1n, 1)) ?? {});
  return event?.recordedAt ?? new Date(0).toISOString();
}
