import type { ClearEvent, EventLogReader } from '#event-log';
import { RowRefused } from '#read-store';
import { SealBroken } from '#sealing';
import { EventNotFolded } from '../projection/index.js';

/** Where people's decisions about parked events stand. */
const decisions = 'pages-desk';
const decisionsAtOnce = 250;

/** Whether a fault is that of some event, whichever that is; all others are those of a store, or of the whole code. */
export const isOfAnEvent = (fault: unknown): boolean =>
  fault instanceof EventNotFolded || fault instanceof SealBroken || fault instanceof RowRefused;

/** The fault of the one event that was copied when it came; `undefined` where it is not the event's. */
export function failureOf(event: ClearEvent, fault: unknown): EventNotFolded | undefined {
  if (fault instanceof EventNotFolded) return fault;
  return isOfAnEvent(fault) ? new EventNotFolded(event, fault) : undefined;
}

/** Whether somebody decided that the pages go on without this event, should it fail. */
export const wasDropped = async (log: EventLogReader, { id }: ClearEvent): Promise<boolean> =>
  (await droppedEvents(log)).has(id);

/** The ids of all events people decided to do without, should they fail. */
export async function droppedEvents(log: EventLogReader): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (let after = 0; ;) {
    const decided = await log.readStream(decisions, after, decisionsAtOnce);
    for (const { type, clear } of decided) if (type === 'ParkedEventDropped') ids.add(String(clear['eventId']));
    if (decided.length < decisionsAtOnce) return ids;
    after = decided.at(-1)?.version ?? after;
  }
}
