import type { KpiFact, Standing } from '#kpi';

/** The year whose tickets are told. */
export const yearBegan = Date.UTC(2025, 0, 1);
export const yearEnded = Date.UTC(2026, 0, 1);

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Numbers that look like chance and are the same on every machine. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const channels = ['email', 'chat', 'social', 'email'] as const;
const priorities = ['normal', 'normal', 'normal', 'low', 'high', 'urgent'] as const;

/** When each person's contacts begin, so that every contact knows those beside it: one a ticket, two tickets a person and more. */
interface Contact {
  readonly person: number;
  readonly at: number;
  next: number | null;
  previous: number | null;
}

/**
 * What a year's tickets are to the figures that are asked for: a contact, a first response and a span at work each, some
 * tickets at a time, in the order of time.
 */
export function* yearOf(tickets: number, atOnce: number): Generator<readonly KpiFact[]> {
  const any = chance(7);
  const contacts = contactsOf(tickets, any);
  for (let first = 0; first < tickets; first += atOnce) {
    const some = contacts.slice(first, first + atOnce);
    yield some.flatMap((contact, place) => factsOf(contact, first + place, any));
  }
}

function contactsOf(tickets: number, any: (below: number) => number): readonly Contact[] {
  const people = Math.ceil(tickets * 0.4);
  const lasts = new Map<number, Contact>();
  return Array.from({ length: tickets }, (_, ticket) => {
    const at = yearBegan + Math.floor((ticket / tickets) * (yearEnded - yearBegan)) + any(1000);
    const contact: Contact = { person: any(people), at, next: null, previous: null };
    const last = lasts.get(contact.person);
    if (last !== undefined) [last.next, contact.previous] = [at, last.at];
    lasts.set(contact.person, contact);
    return contact;
  });
}

const instant = (ms: number): string => new Date(ms).toISOString();
const orNone = (ms: number | null): string | null => (ms === null ? null : instant(ms));

function factsOf(contact: Contact, ticket: number, any: (below: number) => number): readonly KpiFact[] {
  const { person, at } = contact;
  const customerId = `customer${person}`;
  const ticketId = `${customerId}.${ticket}`;
  const about = { customerId, personId: customerId, ticketId, position: ticket + 1, exclusion: '' as const };
  const basis = { ...about, ...standingOf(any), at: instant(at) };
  const answered = any(any(10) === 0 ? 2 * day : 3 * hour);
  const resolved = hour + any(any(20) === 0 ? 60 * day : 4 * day);
  const end = any(100) > 0 ? instant(at + resolved) : null;
  return [
    {
      ...{ ...basis, kind: 'contact', factId: `contact/${customerId}/m${ticket}`, itemId: `m${ticket}` },
      ...{ reason: 'first', topic: '', nextOfTopic: null, previousOfTopic: null },
      ...{ next: orNone(contact.next), previous: orNone(contact.previous) },
    },
    { ...basis, kind: 'first-response', factId: `first-response/${ticketId}`, ms: answered },
    { ...basis, kind: 'span', factId: `span/${ticketId}/1`, end, openedAt: basis.at },
  ];
}

const standingOf = (any: (below: number) => number): Standing => ({
  channel: channels[any(channels.length)] ?? '',
  inbox: `inbox${any(5)}`,
  team: `team${any(10)}`,
  agent: `agent${any(100)}`,
  priority: priorities[any(priorities.length)] ?? '',
  language: any(2) === 0 ? 'ar' : 'en',
  tags: any(5) === 0 ? [`tag${any(12)}`] : [],
});
