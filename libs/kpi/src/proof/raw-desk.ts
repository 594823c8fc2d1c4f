import type { ClearEvent } from '#event-log';

/** One customer's file as the log has it. */
export interface RawFile {
  readonly customerId: string;
  /** docs/kpis.md, “Person”. */
  readonly personId: string;
  /** In stream order: by version. */
  readonly events: readonly ClearEvent[];
}

/** A log, cut into what the page speaks of; nothing is concluded yet. */
export interface RawDesk {
  readonly files: readonly RawFile[];
  /** In log order. */
  readonly connectedInboxes: readonly ClearEvent[];
}

/** Lays the events of a log out. */
export function rawDesk(events: readonly ClearEvent[]): RawDesk {
  const streams = Map.groupBy(events, ({ stream }) => stream);
  const files = [...streams].filter(([stream]) => stream.startsWith('customer-'));
  const customerIds = files.map(([stream]) => stream.slice('customer-'.length));
  const people = personOfEach(customerIds, events);
  return {
    files: files.map(([, own], place) => {
      const customerId = customerIds[place] ?? '';
      const inOrder = own.toSorted((one, other) => one.version - other.version);
      return { customerId, personId: people.get(customerId) ?? customerId, events: inOrder };
    }),
    connectedInboxes: events.filter(({ type }) => type === 'InboxConnected'),
  };
}

/** “Person”: the smallest id among all files that links in force hold together, of each customer. `events`: in log order. */
export function personOfEach(
  customerIds: readonly string[],
  events: readonly ClearEvent[],
): ReadonlyMap<string, string> {
  const lastOfLink = new Map<string, ClearEvent>();
  for (const event of events) if (joinsOrParts.has(event.type)) lastOfLink.set(event.stream, event);
  const inForce = [...lastOfLink.values()].filter(({ type }) => type === 'CustomersMerged');
  const people = new Map(customerIds.map((customerId) => [customerId, customerId]));
  const nameOf = (customerId: string): string => people.get(customerId) ?? customerId;
  for (let isChanging = true; isChanging;) {
    isChanging = false;
    for (const link of inForce) {
      const both = [text(link, 'firstCustomerId'), text(link, 'secondCustomerId')];
      const smallest = both.map(nameOf).sort()[0] ?? '';
      for (const customerId of both) {
        if (nameOf(customerId) === smallest) continue;
        people.set(customerId, smallest);
        isChanging = true;
      }
    }
  }
  return people;
}

/** What else stands on the stream of a link says nothing of who is one person. */
const joinsOrParts = new Set(['CustomersMerged', 'CustomersUnmerged']);

/** A field of an event; empty where it has none. */
export const text = ({ clear }: ClearEvent, field: string): string => String(clear[field] ?? '');

/** Anything that has a place in time order. */
export interface InTime {
  readonly at: string;
  readonly position: bigint;
}

/** “Order”: by instant, ties by position. */
export const byTime = (one: InTime, other: InTime): number =>
  one.at === other.at ? Number(one.position - other.position) : one.at < other.at ? -1 : 1;

/** Whether one comes before the other in time order. */
export const isBefore = (one: InTime, other: InTime): boolean => byTime(one, other) < 0;

/** Milliseconds from one instant to another. “A negative duration is 0.” */
export const msFrom = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from));

/** The instant so many milliseconds later. */
export const after = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
