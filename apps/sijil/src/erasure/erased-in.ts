import type { EventLogReader } from '#event-log';

const eventsAtOnce = 2000;

/** Customers whom a log tells to be erased. Reads all of it: for restores. */
export async function erasedIn(log: EventLogReader): Promise<readonly string[]> {
  const erased = new Set<string>();
  for (let position = 0n; ;) {
    const events = await log.readAll(position, eventsAtOnce);
    for (const { type, stream } of events)
      if (type === 'CustomerErased') erased.add(stream.slice(stream.indexOf('-') + 1));
    const last = events.at(-1);
    if (!last) return [...erased];
    position = last.position;
  }
}
