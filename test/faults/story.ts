import type { RecordedEvent } from '#event-log';

/** What a log tells, by item keys and whatever does not depend on the order things came in. */
export interface Story {
  /** Item keys of each person: files that links connect. */
  readonly people: readonly (readonly string[])[];
  readonly conversations: readonly (readonly string[])[];
  /** Tickets of each conversation that has any, by its items. */
  readonly tickets: readonly (readonly [items: string, tickets: number])[];
  /** Customer-initiated episodes of each conversation: calls, first messages, messages after a day of silence. */
  readonly contacts: readonly (readonly [items: string, contacts: number])[];
  /** What stands in quarantine: where in its envelope, and why. */
  readonly quarantined: readonly string[];
}

const silenceMs = 86_400_000;
const fieldOf = (event: RecordedEvent, name: string): string => String(event.clear[name] ?? '');
const isItem = ({ type }: RecordedEvent): boolean => type === 'MessageReceived' || type === 'CallLogged';

/** Reads a log as people would retell it. */
export function storyOf(events: readonly RecordedEvent[]): Story {
  const items = events.filter(isItem);
  const personOf = peopleIn(events);
  const keys = (group: readonly RecordedEvent[]) => group.map((event) => fieldOf(event, 'messageId')).sort();
  const byPerson = Map.groupBy(items, ({ stream }) => personOf(stream.slice('customer-'.length)));
  const byConversation = Map.groupBy(items, (event) => fieldOf(event, 'conversationId'));
  const tickets = Map.groupBy(
    events.filter(({ type }) => type === 'TicketOpened'),
    (event) => fieldOf(event, 'conversationId'),
  );
  const perConversation = (count: (id: string, group: readonly RecordedEvent[]) => number) =>
    [...byConversation]
      .map(([id, group]) => [keys(group).join(' '), count(id, group)] as const)
      .filter(([, counted]) => counted > 0)
      .sort();
  return {
    people: [...byPerson.values()].map(keys).sort(),
    conversations: [...byConversation.values()].map(keys).sort(),
    tickets: perConversation((id) => tickets.get(id)?.length ?? 0),
    contacts: perConversation((_, group) => contactsIn(group)),
    quarantined: quarantinedIn(events),
  };
}

/** Which files are one person: follows links that stand at the end. */
function peopleIn(events: readonly RecordedEvent[]): (customerId: string) => string {
  const links = new Map<string, readonly [string, string]>();
  for (const event of events) {
    const pair = [fieldOf(event, 'firstCustomerId'), fieldOf(event, 'secondCustomerId')] as const;
    if (event.type === 'CustomersMerged') links.set(event.stream, pair);
    if (event.type === 'CustomersUnmerged') links.delete(event.stream);
  }
  const joined = new Map<string, string>();
  const personOf = (customerId: string): string => {
    const other = joined.get(customerId);
    return other === undefined ? customerId : personOf(other);
  };
  for (const [first, second] of links.values()) {
    const [one, other] = [personOf(first), personOf(second)];
    if (one !== other) joined.set(one, other);
  }
  return personOf;
}

function contactsIn(group: readonly RecordedEvent[]): number {
  const instants = group.map(({ occurredAt }) => Date.parse(occurredAt)).sort((one, other) => one - other);
  if (group.every(({ type }) => type === 'CallLogged')) return group.length;
  return instants.filter((at, place) => place === 0 || at - (instants[place - 1] ?? at) > silenceMs).length;
}

function quarantinedIn(events: readonly RecordedEvent[]): readonly string[] {
  const open = new Map<string, string>();
  for (const event of events) {
    const place = `${event.stream} ${fieldOf(event, 'envelope')} ${fieldOf(event, 'item')}`;
    if (event.type === 'EnvelopeQuarantined') open.set(place, `${fieldOf(event, 'item')} ${fieldOf(event, 'reason')}`);
    if (event.type === 'EnvelopeReleased') open.delete(place);
  }
  return [...open.values()].sort();
}

/** Everything a log says on each stream, word for word, but for the numbers that have gaps after a crash. */
export function streamsOf(events: readonly RecordedEvent[]): ReadonlyMap<string, readonly string[]> {
  const told = events.filter(({ type }) => type !== 'EnvelopeQuarantined' && type !== 'EnvelopeReleased');
  const words = ({ type, clear: { number: _, envelope: __, ...clear } }: RecordedEvent) =>
    `${type} ${JSON.stringify(clear)}`;
  const byStream = Map.groupBy(told, ({ stream }) => stream);
  return new Map([...byStream].sort().map(([stream, of]) => [stream, of.map(words)]));
}

/** No item, ticket or ticket number may stand in a log twice. */
export function expectNothingTwice(events: readonly RecordedEvent[]): void {
  const twice = (all: readonly string[]) => all.filter((one, at) => all.indexOf(one) !== at);
  expect(twice(events.filter(isItem).map((event) => fieldOf(event, 'messageId')))).toEqual([]);
  const opened = events.filter(({ type }) => type === 'TicketOpened');
  expect(twice(opened.map((event) => fieldOf(event, 'number')))).toEqual([]);
  expect(twice(opened.map((event) => fieldOf(event, 'ticketId')))).toEqual([]);
  const places = events.filter(({ type }) => type === 'EnvelopeQuarantined');
  expect(twice(places.map((event) => `${fieldOf(event, 'envelope')} ${fieldOf(event, 'item')}`))).toEqual([]);
}
