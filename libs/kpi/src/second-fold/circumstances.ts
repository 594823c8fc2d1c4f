import { peopleOf } from '#domain';
import type { ClearEvent, EventLogReader } from '#event-log';
import { usualSilenceSeconds } from '../case-history/index.js';

/** What of a log concerns more than one file, as far as a position. */
export interface Circumstances {
  /** Links by their two files: whether they are in force. */
  readonly links: readonly (readonly [first: string, second: string, inForce: boolean])[];
  /** The files of one person, in order, of everybody who was ever linked. */
  readonly people: ReadonlyMap<string, readonly string[]>;
  /** In log order. */
  readonly connectedInboxes: readonly ClearEvent[];
}

const types = ['CustomersMerged', 'CustomersUnmerged', 'InboxConnected'];
const eventsAtOnce = 1_000;

/** Walks through the log for links and settings of inboxes, and reads nothing else of it. */
export async function circumstancesOf(log: EventLogReader, upTo: bigint): Promise<Circumstances> {
  const links = new Map<string, readonly [string, string, boolean]>();
  const connectedInboxes: ClearEvent[] = [];
  for (let after = 0n; after < upTo;) {
    const stretch = await log.readClear(after, eventsAtOnce, types);
    if (stretch === undefined) break;
    for (const event of stretch.events.filter(({ position }) => position <= upTo)) {
      const { type, stream, clear } = event;
      if (type === 'InboxConnected') connectedInboxes.push(event);
      else links.set(stream, [String(clear['firstCustomerId']), String(clear['secondCustomerId']), type === 'CustomersMerged']); // prettier-ignore
    }
    after = stretch.upTo.position;
  }
  const all = [...links.values()];
  return { links: all, people: peopleIn(all), connectedInboxes };
}

function peopleIn(links: Circumstances['links']): ReadonlyMap<string, readonly string[]> {
  const people = new Map<string, readonly string[]>();
  for (const [first, second] of links) for (const id of [first, second]) people.set(id, [id]);
  const inForce = links.filter(([, , isInForce]) => isInForce).map(([first, second]) => [first, second] as const);
  for (const person of peopleOf(inForce)) for (const customerId of person) people.set(customerId, person);
  return people;
}

/** Silence after which a message on an inbox was a new contact, in seconds, as it was set before a position. */
export function silenceAt(around: Circumstances, position: bigint): (inbox: string, channel: string) => number {
  return (inbox, channel) => {
    const isItsOwn = (each: ClearEvent) => each.stream === `inbox-${inbox}` && each.position < position;
    const set = around.connectedInboxes.findLast(isItsOwn);
    return set === undefined ? usualSilenceSeconds(channel) : Number(set.clear['silenceSeconds']);
  };
}
