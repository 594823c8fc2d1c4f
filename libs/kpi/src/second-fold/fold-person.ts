import type { CustomerFileEvent } from '#domain';
import type { ClearEvent, EventLogReader } from '#event-log';
import { eventsOf } from '#projections';
import type { PlaceOf } from '#projections';
import { emptyCaseBase, take } from '../case-history/index.js';
import type { CaseBase, Placed } from '../case-history/index.js';
import { factsOf, withNeighbours } from '../derive/index.js';
import type { ConversationFacts } from '../derive/index.js';
import type { KpiFact } from '../facts/index.js';
import { silenceAt } from './circumstances.js';
import type { Circumstances } from './circumstances.js';

/** What files are folded with. */
export interface FileFold {
  readonly log: EventLogReader;
  readonly upTo: bigint;
  readonly placeOf: PlaceOf;
  readonly around: Circumstances;
  /** Ids of events that people decided to do without. */
  readonly dropped: ReadonlySet<string>;
}

/** One file, folded from its stream alone. */
export interface FoldedFile {
  readonly base: CaseBase;
  /** Its events, of a file that holds few. */
  readonly events: readonly ClearEvent[] | undefined;
}

/** Events of a file that are kept beside what they come to. */
const fewEvents = 300;

/** Folds one file from nothing; `undefined` where people dropped an event of it: it may be in the pages, or not. */
export async function foldFile(job: FileFold, customerId: string): Promise<FoldedFile | undefined> {
  const { upTo, around, dropped } = job;
  const base = emptyCaseBase(customerId);
  let events: ClearEvent[] | undefined = [];
  for await (const read of eventsOf(job, `customer-${customerId}`)) {
    for (const event of read) {
      if (dropped.has(event.id)) return undefined;
      if (event.position > upTo) continue;
      takeIn(base, event, around);
      if (events && events.push(event) > fewEvents) events = undefined;
    }
  }
  return { base, events };
}

/** What is known of a file after some of its events. */
export function baseOf(customerId: string, events: readonly ClearEvent[], around: Circumstances): CaseBase {
  const base = emptyCaseBase(customerId);
  for (const event of events) takeIn(base, event, around);
  return base;
}

function takeIn(base: CaseBase, event: ClearEvent, around: Circumstances): void {
  const placed = { ...event, place: Number(event.position) } as unknown as Placed<CustomerFileEvent>;
  take(base, placed, silenceAt(around, event.position));
}

/** Every fact that follows from the files of one person, each derived once, from all that stands in them. */
export function factsOfPerson(files: readonly CaseBase[]): readonly KpiFact[] {
  const personId = files.map(({ customerId }) => customerId).sort()[0] ?? '';
  const derived = files.flatMap(conversationsIn);
  const contacts = withNeighbours(
    personId,
    derived.flatMap((each) => each.contacts),
  );
  return [...contacts, ...derived.flatMap(({ others }) => others.map((fact) => ({ ...fact, personId })))];
}

function conversationsIn({ customerId, items, tickets, channels }: CaseBase): readonly ConversationFacts[] {
  const itemsOf = Map.groupBy(items.values(), ({ conversationId }) => conversationId);
  const ticketsOf = Map.groupBy(tickets.values(), ({ conversationId }) => conversationId);
  return [...new Set([...itemsOf.keys(), ...ticketsOf.keys()])].map((conversationId) =>
    factsOf({
      customerId,
      channel: channels.get(conversationId) ?? '',
      items: itemsOf.get(conversationId) ?? [],
      tickets: ticketsOf.get(conversationId) ?? [],
    }),
  );
}
