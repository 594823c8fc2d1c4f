import { integer, optionalText, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/**
 * Streams whose pages stand still because an event of theirs cannot be copied. A stream's events lie parked from that one
 * to the last, in their order and without a gap: the log keeps them, here stands which they are.
 */
export const parked = table({
  name: 'parked',
  columns: {
    stream: text(),
    /** Its kind: what a stream's name begins with. */
    category: text<ParkableCategory>(),
    /** The event that failed, by its place in the stream; its id, type and place in the log. */
    version: integer(),
    eventId: text(),
    type: text(),
    position: integer(),
    /** When it was recorded. */
    recordedAt: text(),
    /** Why: a stable code, or the class of the fault. Never its words, which may quote what people wrote. */
    reason: text(),
    /** Where in the code. */
    place: text(),
    /** The last event that lies behind it, by its place in the stream. */
    lastVersion: integer(),
    /** When somebody had it tried again last. */
    retriedAt: optionalText(),
  },
  key: ['stream'],
  indexes: [['category']],
});
export type ParkedRow = RowOf<typeof parked>;

/**
 * Kinds of streams that can stand still without standing in anybody's way: no page row is made of two of them, but for
 * sums, which come to the same in any order. An inbox, an agent or a team is for everybody: there the projector stops.
 */
export const parkableCategories = ['customer', 'handle', 'link'] as const;
export type ParkableCategory = (typeof parkableCategories)[number];
