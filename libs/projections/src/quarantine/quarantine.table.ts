import type { Lane } from '#domain';
import { integer, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** What could not be read and has not been released: which part of which envelope, and why. */
export const quarantine = table({
  name: 'quarantine',
  columns: {
    inbox: text(),
    /** Position of the raw envelope in the inbound log. */
    envelope: text(),
    /** Where in it; empty for all of it. */
    item: text(),
    parser: text(),
    lane: text<Lane>(),
    /** Stable code. */
    reason: text(),
    /** The parser's words; empty once erased. */
    detail: text(),
    quarantinedAt: text(),
    position: integer(),
  },
  key: ['inbox', 'envelope', 'item'],
  indexes: [['position'], ['inbox', 'position']],
});
export type QuarantineRow = RowOf<typeof quarantine>;
