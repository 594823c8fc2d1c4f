import { integer, table, text } from '#read-store';
import type { PageSet, RowOf } from '#read-store';

/** What stands in each customer's file, as the figures need it: an `Item` as JSON. */
export const items = table({
  name: 'items',
  columns: { customerId: text(), itemId: text(), item: text() },
  key: ['customerId', 'itemId'],
  indexes: [['itemId']],
});
/** Each ticket folded so far: a `KpiTicket` as JSON. */
export const tickets = table({
  name: 'tickets',
  columns: { customerId: text(), ticketId: text(), ticket: text() },
  key: ['customerId', 'ticketId'],
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

/** Everything KPIs are answered from, in files of its own beside the desk's pages. */
export const kpiPages: PageSet = {
  version: 1,
  tables: [items, tickets, conversations, links, inboxes, facts, pastFacts],
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
}
