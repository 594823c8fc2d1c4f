import type { RecordedEvent, SealedPart } from '#event-log';
import { pageParts } from '../projection/index.js';

/** Events read from the log at once: few enough that what is left of them afterwards is cheap to clear away. */
export const batchEvents = 250;
/** Clear events read at once. */
export const clearBatchEvents = 1_000;
/** Events whose rows are gathered before a rebuild writes them: a ticket's card is then written once for many of them. */
const gatheredEvents = 8000;
/** Sealed bytes opened at once, and those of which rows are gathered. */
const batchBytes = 16 * 1024 * 1024;
/** What a part in the blob store is taken to weigh: it is over 64 KiB, and its size is not on the event. */
const blobBytes = 512 * 1024;

/** Cuts a batch so that what is opened of it stays within 16 MiB; a single event may be more. */
export function* inBounds(events: readonly RecordedEvent[]): Generator<readonly RecordedEvent[]> {
  let [start, bytes] = [0, 0];
  for (const [place, event] of events.entries()) {
    const weight = weightOf(event);
    if (place > start && bytes + weight > batchBytes) {
      yield events.slice(start, place);
      [start, bytes] = [place, 0];
    }
    bytes += weight;
  }
  if (start < events.length) yield start === 0 ? events : events.slice(start);
}

/** Whether enough is gathered to be written. */
export const isMuch = ({ events, bytes }: Gathered): boolean => events >= gatheredEvents || bytes >= batchBytes;

/** What rows were gathered of: so many events, and so many sealed bytes opened. */
export interface Gathered {
  readonly events: number;
  readonly bytes: number;
}

export const nothingGathered: Gathered = { events: 0, bytes: 0 };

/** What is gathered with these events too. */
export const gatheredWith = ({ events, bytes }: Gathered, more: readonly RecordedEvent[]): Gathered => ({
  events: events + more.length,
  bytes: more.reduce((sum, event) => sum + weightOf(event), bytes),
});

function weightOf({ sealed }: RecordedEvent): number {
  let bytes = 0;
  for (const name in sealed) if (pageParts.has(name)) bytes += partBytes(sealed[name]);
  return bytes;
}

const partBytes = (part: SealedPart | undefined): number => part?.bytes?.length ?? blobBytes;
