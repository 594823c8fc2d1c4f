import type { EventLogReader } from '#event-log';
import type { Questions } from '#queries';
import type { DeskPages } from './compose-desk.js';

/** How long pages may take to show what was just recorded, in milliseconds. */
const patienceMs = 5_000;
const placesAtOnce = 1_000;

type Asked = Pick<Questions, 'reached' | 'people' | 'dueTickets' | 'quarantine' | 'parkedStream'>;

/**
 * What the working parts ask of the pages, put as the questions everybody asks. What a decision rests on is asked once
 * the pages hold all that is recorded. Errors: `PositionNotReached` while they do not.
 */
export const deskPagesOver = (questions: Asked, log: Pick<EventLogReader, 'head'>): DeskPages => {
  const upToDate = async () => questions.reached((await log.head()).position, AbortSignal.timeout(patienceMs));
  return {
    linksOf: async (customerId) => {
      await upToDate();
      const { links } = await questions.people(customerId);
      return links.map(({ customerId: first, otherId }) => [first, otherId] as const);
    },
    firstParked: async (name) => {
      const { stream } = await questions.parkedStream(name);
      return stream && { version: stream.version, eventId: stream.eventId };
    },
    shown: async (position, signal) => void (await questions.reached(position, signal)),
    dueBefore: async (now, limit) => (await questions.dueTickets(now, limit)).due,
    placesInQuarantine: async (envelope) => {
      await upToDate();
      return placesIn(questions, String(envelope));
    },
  };
};

async function placesIn(questions: Pick<Questions, 'quarantine'>, envelope: string): Promise<readonly string[]> {
  const places: string[] = [];
  let after: string | undefined;
  do {
    const { refused, next } = await questions.quarantine({ envelope, after, limit: placesAtOnce });
    places.push(...refused.map(({ item }) => item));
    after = next;
  } while (after !== undefined);
  return places;
}
