import { integer, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** What came and went, by quarter of an hour (UTC), channel and inbox. */
export const volume = table({
  name: 'volume',
  kind: 'sums',
  columns: {
    /** Start of the quarter. */
    quarter: text(),
    channel: text(),
    inbox: text(),
    /** Messages from customers, those a machine wrote included. */
    messages: integer(),
    /** Of these, automatic replies, bounces and loops. */
    automatic: integer(),
    replies: integer(),
    /** Calls customers made. */
    calls: integer(),
    /** Calls the desk made. */
    outboundCalls: integer(),
  },
  key: ['quarter', 'channel', 'inbox'],
});
export type VolumeRow = RowOf<typeof volume>;
