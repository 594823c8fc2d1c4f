import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { nameOf } from '../faults/deliveries.js';
import type { Delivery } from '../faults/deliveries.js';
import { marksIn } from '../faults/expect-whole.js';
import { faultsIn } from '../faults/plain-chain.js';
import { likeThe, plainPages } from '../faults/plain-fold.js';
import type { PlainEnvelope, PlainEvent, PlainRow } from '../faults/plain-reader.js';
import { isOfTheDay } from './day-deliveries.js';
import type { Finding } from './finding.js';
import type { PlainTables } from './plain-tables.js';
import { topicLike } from './plain-topic.js';
import type { PlainRecord } from './plain-topic.js';

/** What was asked of the desk. */
export interface Asked {
  /** As the doors acknowledged it, repeats and all. */
  readonly acknowledged: readonly Delivery[];
  /** Messages and calls in the demo's day, counted from its plan. */
  readonly dayItems: number;
  /** Replies of agents that were answered for. */
  readonly replies: number;
}

/** What tables and topic of a stopped desk say of what was asked of it; told by code of its own, which shares none with the desk. */
export async function findingsIn(
  tables: PlainTables,
  topic: readonly PlainRecord[],
  asked: Asked,
): Promise<readonly Finding[]> {
  const [envelopes, events, open] = [await tables.envelopes(), await tables.events(), await tables.opener()];
  const items = events.filter(({ type }) => type === 'MessageReceived' || type === 'CallLogged');
  const ofTheDay = items.filter(({ clear }) => isOfTheDay(clear['inbox']));
  const generated = items.filter(({ clear }) => !isOfTheDay(clear['inbox']));
  return [
    envelopesOnce(envelopes, asked.acknowledged),
    marksOnce(marksIn(generated, open), asked.acknowledged),
    counted("messages and calls of the demo's day", asked.dayItems, ofTheDay.length),
    quarantineOf(events, envelopes, asked.acknowledged),
    counted('replies of agents', asked.replies, events.filter(({ type }) => type === 'ReplyWritten').length),
    { name: 'events in an unbroken log', wanted: events.length, found: events.length, faults: faultsIn(events) },
    numbersOnce(events),
    orderOf(items, envelopes),
    ...(await pagesLike(tables, events, open)),
    ...topicLike(topic, events),
  ];
}

/** Where the numbers should be the same, and the number says all. */
const counted = (name: string, wanted: number, found: number): Finding => ({
  ...{ name, wanted, found },
  faults: wanted === found ? [] : [`${found} instead of ${wanted}`],
});

const twiceIn = <Thing>(things: readonly Thing[]): readonly Thing[] => {
  const seen = new Set<Thing>();
  return things.filter((thing) => seen.has(thing) || !seen.add(thing));
};

function envelopesOnce(envelopes: readonly PlainEnvelope[], acknowledged: readonly Delivery[]): Finding {
  const kept = envelopes.map(({ inbox, nativeId, sha256 }) => `${inbox} ${nativeId} ${sha256}`);
  const [known, names] = [new Set(kept), new Set(acknowledged.map(nameOf))];
  const spoilt = envelopes.filter(({ sha256, bytes }) => createHash('sha256').update(bytes).digest('hex') !== sha256);
  const faults = [
    ...twiceIn(kept).map((name) => `${name} is there twice`),
    ...[...names].filter((name) => !known.has(name)).map((name) => `${name} was acknowledged and is not there`),
    ...spoilt.map(({ position }) => `the bytes at ${position} are others`),
  ];
  return { name: 'acknowledged envelopes', wanted: names.size, found: known.size, faults };
}

function marksOnce(found: readonly number[], acknowledged: readonly Delivery[]): Finding {
  const [wanted, known] = [new Set(acknowledged.flatMap(({ marks }) => marks)), new Set(found)];
  const faults = [
    ...twiceIn(found).map((mark) => `message ${mark} is there twice`),
    ...[...wanted].filter((mark) => !known.has(mark)).map((mark) => `message ${mark} is not there`),
    ...[...known].filter((mark) => !wanted.has(mark)).map((mark) => `nobody said message ${mark}`),
  ];
  return { name: 'generated messages and calls', wanted: wanted.size, found: found.length, faults };
}

function quarantineOf(
  events: readonly PlainEvent[],
  envelopes: readonly PlainEnvelope[],
  acknowledged: readonly Delivery[],
): Finding {
  const refusals = new Map(acknowledged.map((delivery) => [nameOf(delivery), delivery.refusals]));
  const expected = new Map(
    envelopes.map(({ position, inbox, nativeId, sha256 }) => [
      position,
      refusals.get(`${inbox} ${nativeId} ${sha256}`),
    ]),
  );
  const quarantined = events.filter(({ type }) => type === 'EnvelopeQuarantined');
  const found = Map.groupBy(quarantined, ({ clear }) => Number(clear['envelope']));
  const faults = [...expected].flatMap(([position, wanted = 0]) => {
    const there = found.get(position)?.length ?? 0;
    return there === wanted ? [] : [`envelope ${position} has ${there} refused parts instead of ${wanted}`];
  });
  const wanted = [...expected.values()].reduce<number>((sum, count = 0) => sum + count, 0);
  return { name: 'parts nobody can read', wanted, found: quarantined.length, faults };
}

function numbersOnce(events: readonly PlainEvent[]): Finding {
  const numbers = events.filter(({ type }) => type === 'TicketOpened').map(({ clear }) => clear['number']);
  const faults = twiceIn(numbers).map((number) => `ticket number ${String(number)} was given twice`);
  return { name: 'numbers of tickets', wanted: numbers.length, found: new Set(numbers).size, faults };
}

/** What one customer said by one inbox stands in the case file in the order in which the doors took it. */
function orderOf(items: readonly PlainEvent[], envelopes: readonly PlainEnvelope[]): Finding {
  const last = new Map<string, number>();
  const faults: string[] = [];
  for (const { stream, position, clear } of items) {
    const [road, envelope] = [`${stream} ${String(clear['inbox'])}`, Number(clear['envelope'])];
    if (envelope < (last.get(road) ?? 0)) faults.push(`event ${position} of ${stream} is of an earlier envelope`);
    if (!(envelope >= 1 && envelope <= envelopes.length)) faults.push(`event ${position} is of no envelope`);
    last.set(road, envelope);
  }
  const found = items.length - faults.length;
  return { name: 'of each customer in order', wanted: items.length, found, faults };
}

async function pagesLike(
  tables: PlainTables,
  events: readonly PlainEvent[],
  open: Parameters<typeof plainPages>[1],
): Promise<readonly Finding[]> {
  const pages = plainPages(events, open);
  const compared = [counted('events in the pages', events.length, await tables.pagesPosition())];
  for (const table of ['timeline', 'tickets', 'queue', 'volume'] as const)
    compared.push(pageLike(table, pages[table], await tables.page(table)));
  return compared;
}

function pageLike(table: string, wanted: readonly PlainRow[], page: readonly PlainRow[]): Finding {
  const found = likeThe(wanted, page);
  const wrong = wanted.flatMap((row, at) => (isDeepStrictEqual(row, found[at]) ? [] : [`row ${at} says otherwise`]));
  const more = found.length > wanted.length ? [`${found.length - wanted.length} rows are too many`] : [];
  return {
    name: `rows of the page "${table}"`,
    wanted: wanted.length,
    found: found.length,
    faults: [...wrong, ...more],
  };
}
