// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { eventKind, text, whole } from '../event/index.js';
import type { FactOf } from '../event/index.js';

const about = { stream: 'pages', origin: 'observed' } as const;
const stream = text('the stream whose events lie parked');
const cause = text('the command');

export const ParkedEventsRetried = eventKind({
  ...about,
  type: 'ParkedEventsRetried',
  meaning: 'Somebody had events that could not be copied into the pages tried again.',
  clear: { stream, cause },
});
export const ParkedEventDropped = eventKind({
  ...about,
  type: 'ParkedEventDropped',
  meaning: 'Somebody decided that the pages go on without an event that cannot be copied. The log keeps it.',
  clear: {
    stream,
    version: whole('which event of that stream'),
    eventId: text('its id'),
    cause,
  },
});

export const parkingKinds = [ParkedEventsRetried, ParkedEventDropped] as const;
export type ParkedEventsRetried = FactOf<typeof ParkedEventsRetried>;
export type ParkedEventDropped = FactOf<typeof ParkedEventDropped>;
export type ParkingEvent = FactOf<(typeof parkingKinds)[number]>;
