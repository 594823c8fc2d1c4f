import { bytes, integer, table, text } from '#read-store';
import type { PageSet, RowOf } from '#read-store';

/** What stands in each customer's file, as the figures need it: an `Item` as JSON. */
export const items = table({
  name: 'items',
  columns: { customerId: text(), itemId: text(), item: text() },
  key: ['customerId', 'itemId'],
  indexes: [['itemId']],
});
/** Each ticket folded so far: a `KpiTicket` as JSON, and its number in roll-ups. */
export const tickets = table({
  name: 'tickets',
  columns: { customerId: text(), ticketId: text(), number: integer(), ticket: text() },
  key: ['customerId', 'ticketId'],
});
/** The number of each customer’s file in roll-ups; a person’s is that of the file it is named by. */
export const files = table({
  name: 'files',
  columns: { customerId: text(), number: integer() },
  key: ['customerId'],
});
/** The channel of each conversation: that of what came first into it. */
export const conversations = table({
  name: 'conversations',
  columns: { customerId: text(), conversationId: text(), channel: text() },
  key: ['customerId', 'conversationId'],
});
/** Links in force. */
export const links = table({
  name: 'links',
  columns: { firstCustomerId: text(), secondCustomerId: text() },
  key: ['firstCustomerId', 'secondCustomerId'],
  indexes: [['secondCustomerId']],
});
/** After how much silence a message on an inbox is a new contact, by its settings now. */
export const inboxes = table({
  name: 'inboxes',
  columns: { inbox: text(), silenceSeconds: integer() },
  key: ['inbox'],
});

const factColumns = {
  factId: text(),
  /** Position of the event that made it known. */
  knownFrom: integer(),
  kind: text(),
  customerId: text(),
  ticketId: text(),
  /** The cohort instant. */
  at: text(),
  /** Of a span that is over: its end. `9` of every other fact. */
  until: text(),
  /** The `KpiFact` as JSON. */
  fact: text(),
};

/** What is known now. */
export const facts = table({
  name: 'facts',
  columns: factColumns,
  key: ['factId'],
  indexes: [['customerId'], ['kind', 'at', 'factId'], ['kind', 'until'], ['ticketId']],
});
/** What was known once, until the event at `knownTo` (exclusive): a figure of the past stays what it was. */
export const pastFacts = table({
  name: 'pastFacts',
  columns: { ...factColumns, knownTo: integer() },
  key: ['factId', 'knownFrom'],
  indexes: [['kind', 'at', 'factId'], ['knownTo']],
});
export type FactRow = RowOf<typeof facts>;
export type PastFactRow = RowOf<typeof pastFacts>;

/**
 * What is known now again, packed: the facts of a stretch of time as numbers, column by column. Each fact that begins or
 * ends to be known is added to its stretch, or taken away. docs/stores.md says what lies in the bytes.
 */
export const rollups = table({
  name: 'rollups',
  columns: { kind: text(), start: integer(), facts: bytes() },
  key: ['kind', 'start'],
});
/**
 * What can be said of a stretch without reading it: where it begins, until when the last of its spans lasts, both in
 * milliseconds since 1970, and the digest of its facts, by which a reader knows what it has read before.
 */
export const stretches = table({
  name: 'stretches',
  columns: { kind: text(), start: integer(), until: integer(), digest: integer() },
  key: ['kind', 'start'],
});
/** What the numbers of dimensions in roll-ups stand for; of `tag` the name is a whole list of tags, as JSON. */
export const names = table({
  name: 'names',
  columns: { dimension: text(), name: text(), number: integer() },
  key: ['dimension', 'name'],
});
/** How many numbers were given: to files, tickets, and names of each dimension. */
export const numbersGiven = table({
  name: 'numbersGiven',
  columns: { of: text(), given: integer() },
  key: ['of'],
});

/** Everything KPIs are answered from, beside the desk's pages, with a place of its own in the log. */
export const kpiPages: PageSet = {
  version: 3,
  tables: [
    ...[items, tickets, files, conversations, links, inboxes],
    ...[facts, pastFacts, rollups, stretches, names, numbersGiven],
  ],
};

/** Table name to row: what questions are typed by. */
export interface KpiTables {
  readonly items: RowOf<typeof items>;
  readonly tickets: RowOf<typeof tickets>;
  readonly conversations: RowOf<typeof conversations>;
  readonly links: RowOf<typeof links>;
  readonly inboxes: RowOf<typeof inboxes>;
  readonly facts: FactRow;
  readonly pastFacts: PastFactRow;
  readonly files: RowOf<typeof files>;
  readonly rollups: RowOf<typeof rollups>;
  readonly stretches: RowOf<typeof stretches>;
  readonly names: RowOf<typeof names>;
}
