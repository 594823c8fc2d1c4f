import type { ClearEvent } from '#event-log';
import type { EventNotFolded } from '../projection/index.js';
import { parkableCategories } from './parked.table.js';
import type { ParkableCategory, ParkedRow } from './parked.table.js';

/** The kind of a stream that may be parked; `undefined` where the projector has to stop instead. */
export const parkableCategory = (stream: string): ParkableCategory | undefined =>
  parkableCategories.find((category) => stream.startsWith(`${category}-`));

/** The first event of a stream that fails; nothing lies behind it yet. */
export const parkedBy = (event: ClearEvent, category: ParkableCategory, why: EventNotFolded): ParkedRow => ({
  stream: event.stream,
  category,
  ...failing(event, why),
  lastVersion: event.version,
  retriedAt: null,
});

/** With an event that fails further on, what was before it being copied by now. */
export const parkedAgainBy = (
  row: ParkedRow,
  event: ClearEvent,
  why: EventNotFolded,
  retriedAt: string,
): ParkedRow => ({
  ...row,
  ...failing(event, why),
  retriedAt,
});

const failing = ({ version, id, type, position, recordedAt }: ClearEvent, { reason, place }: EventNotFolded) => ({
  version,
  eventId: id,
  type,
  position: Number(position),
  recordedAt,
  reason,
  place,
});

/** With the events of this stream behind it too. */
export const withBehind = (row: ParkedRow, { version }: ClearEvent): ParkedRow => ({ ...row, lastVersion: version });
