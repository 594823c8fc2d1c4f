import { createHash } from 'node:crypto';
import { nameOf } from './deliveries.js';
import type { Delivery } from './deliveries.js';
import { faultsIn } from './plain-chain.js';
import { likeThe, plainPages } from './plain-fold.js';
import { PlainDesk } from './plain-reader.js';
import type { PlainEnvelope, PlainEvent, PlainPart } from './plain-reader.js';

/** What a stopped desk holds, as far as tests ask about it further. */
export interface Whole {
  readonly envelopes: readonly PlainEnvelope[];
  readonly events: readonly PlainEvent[];
}

/** A stopped desk as it is read by code of its own: by its folder, or from wherever else its stores lie. */
export type ReadDesk = Pick<PlainDesk, 'envelopes' | 'events' | 'opener' | 'page' | 'pagesPosition'>;

/**
 * Everything acknowledged is there once, whole, and followed up: its bytes in the inbound log, each of its messages and
 * calls in one file, each of its refusals in quarantine; numbers, versions and hashes are sound; the pages say what the
 * log says. After a restore the log may tell of envelopes that were lost (`lostEnvelopes`). Reads what a stopped desk left, by code of its own.
 */
export function expectWhole(
  stopped: string | ReadDesk,
  acknowledged: readonly Delivery[],
  { lostEnvelopes = false }: { readonly lostEnvelopes?: boolean } = {},
): Whole {
  const desk = typeof stopped === 'string' ? new PlainDesk(stopped) : stopped;
  const [envelopes, events] = [desk.envelopes(), desk.events()];
  const open = desk.opener();
  expectEnvelopes(envelopes, acknowledged);
  expectItems(events, acknowledged, open);
  const kept = new Set(envelopes.map(({ position }) => String(position)));
  const told = events.filter(({ clear }) => typeof clear['envelope'] === 'string' && !kept.has(clear['envelope']));
  if (!lostEnvelopes) expect(told).toEqual([]);
  expectRefusals(
    events.filter((event) => !told.includes(event)),
    envelopes,
    acknowledged,
  );
  expect(faultsIn(events)).toEqual([]);
  const numbers = events.filter(({ type }) => type === 'TicketOpened').map(({ clear }) => clear['number']);
  expect(numbers.length - new Set(numbers).size).toBe(0);
  expectPages(desk, events, open);
  return { envelopes, events };
}

function expectEnvelopes(envelopes: readonly PlainEnvelope[], acknowledged: readonly Delivery[]): void {
  const kept = envelopes.map(({ inbox, nativeId, sha256 }) => `${inbox} ${nativeId} ${sha256}`);
  expect(kept.length - new Set(kept).size).toBe(0);
  const known = new Set(kept);
  expect(acknowledged.map(nameOf).filter((name) => !known.has(name))).toEqual([]);
  const spoilt = envelopes.filter(({ sha256, bytes }) => createHash('sha256').update(bytes).digest('hex') !== sha256);
  expect(spoilt.map(({ position }) => position)).toEqual([]);
}

/** Marks of messages and calls in the log, in the order they stand there. */
export function marksIn(events: readonly PlainEvent[], open: (part: PlainPart) => string): readonly number[] {
  return events.flatMap(({ type, sealed }) => {
    if (type !== 'MessageReceived' && type !== 'CallLogged') return [];
    const content = sealed.find(({ name }) => name === 'content');
    const mark = content && /mark-(\d+)\./.exec(open(content))?.[1];
    return [mark === undefined ? Number.NaN : Number(mark)];
  });
}

export const inOrder = (numbers: Iterable<number>): readonly number[] => [...numbers].sort((one, other) => one - other);

function expectItems(
  events: readonly PlainEvent[],
  acknowledged: readonly Delivery[],
  open: (part: PlainPart) => string,
): void {
  expect(inOrder(marksIn(events, open))).toEqual(inOrder(new Set(acknowledged.flatMap(({ marks }) => marks))));
}

function expectRefusals(
  events: readonly PlainEvent[],
  envelopes: readonly PlainEnvelope[],
  acknowledged: readonly Delivery[],
): void {
  const refused = new Map(acknowledged.map((delivery) => [nameOf(delivery), delivery.refusals]));
  const expected = envelopes.flatMap(({ position, inbox, nativeId, sha256 }) =>
    Array.from({ length: refused.get(`${inbox} ${nativeId} ${sha256}`) ?? 0 }, () => position),
  );
  const quarantined = events.filter(({ type }) => type === 'EnvelopeQuarantined');
  expect(inOrder(quarantined.map(({ clear }) => Number(clear['envelope'])))).toEqual(expected);
}

function expectPages(desk: ReadDesk, events: readonly PlainEvent[], open: (part: PlainPart) => string): void {
  expect(desk.pagesPosition()).toBe(events.length);
  const pages = plainPages(events, open);
  for (const table of ['timeline', 'tickets', 'queue', 'volume'] as const) {
    expect({ [table]: likeThe(pages[table], desk.page(table)) }).toEqual({ [table]: pages[table] });
  }
}
