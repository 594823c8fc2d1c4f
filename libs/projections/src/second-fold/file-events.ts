import type { EventLogReader, RecordedEvent } from '#event-log';
import { batchEvents } from '../projector/batches.js';
import type { PlaceOf } from './places-in-log.js';

/** What stands in customers' files. */
export const isCustomers = (stream: string): boolean => stream.startsWith('customer-');

/** The events of a file, each with its place in the log, some at a time. */
export async function* eventsOf(
  { log, placeOf }: { readonly log: EventLogReader; readonly placeOf: PlaceOf },
  stream: string,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let after = 0; ;) {
    const told = await log.readStream(stream, after, batchEvents);
    yield told.map((event) => ({ ...event, position: placeOf(event) }));
    if (told.length < batchEvents) return;
    after = told.at(-1)?.version ?? after;
  }
}
