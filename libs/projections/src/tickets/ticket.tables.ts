import type { Priority, TicketStatus } from '#domain';
import { integer, optionalInteger, optionalText, table, text } from '#read-store';
import type { RowOf } from '#read-store';

/** The card of each ticket: what it is now. */
export const tickets = table({
  name: 'tickets',
  columns: {
    ticketId: text(),
    customerId: text(),
    number: integer(),
    inbox: text(),
    channel: text(),
    /** The conversation it opened in. */
    conversationId: text(),
    /** Every conversation it gathered, separated by a space. */
    conversationIds: text(),
    follows: optionalText(),
    state: text<TicketStatus>(),
    /** Since when it is in this state; never runs backwards. */
    stateSince: text(),
    /** What it was before it was marked as spam, and since when. */
    stateBefore: optionalText<TicketStatus>(),
    stateBeforeSince: optionalText(),
    assigneeId: optionalText(),
    teamId: optionalText(),
    priority: text<Priority>(),
    /** What it is about, where anybody said so. */
    topic: optionalText(),
    /** JSON list, in the order they were put on. */
    tags: text(),
    openedAt: text(),
    snoozedUntil: optionalText(),
    firstResolvedAt: optionalText(),
    /** The resolution in force. */
    resolvedAt: optionalText(),
    closedAt: optionalText(),
    reopenings: integer(),
    subject: text(),
    preview: text(),
    customerName: text(),
    language: text(),
    customerSpokeAt: optionalText(),
    /** The first thing the customer said that no agent has answered; `null` while everything is answered. */
    waitingSince: optionalText(),
    answeredAt: optionalText(),
    firstResponseAt: optionalText(),
    /** Start of the span under way: see `ticketSpans`. */
    spanSince: text(),
    spanPosition: integer(),
  },
  key: ['ticketId'],
  busy: true,
});
export type TicketCard = RowOf<typeof tickets>;

/** Ticket by the short number people see. */
export const ticketNumbers = table({
  name: 'ticketNumbers',
  columns: { number: integer(), ticketId: text() },
  key: ['number'],
});

/** Which ticket a conversation's next message meets. */
export const conversations = table({
  name: 'conversations',
  columns: {
    conversationId: text(),
    inbox: text(),
    channel: text(),
    /** The ticket opened or made active last. */
    ticketId: optionalText(),
    /** The last message no active ticket took note of: a ticket that opens or reopens because of it does. */
    unheard: optionalInteger(),
  },
  key: ['conversationId'],
  busy: true,
});
export type ConversationRow = RowOf<typeof conversations>;

/**
 * Spans of a ticket's life that are over: in what state, with whom and how urgent it was, from `since` until `until`
 * (exclusive). The span under way stands on the ticket's card. Spans of no length are left out.
 */
export const ticketSpans = table({
  name: 'ticketSpans',
  columns: {
    ticketId: text(),
    /** The fact it began with. */
    position: integer(),
    state: text<TicketStatus>(),
    assigneeId: optionalText(),
    teamId: optionalText(),
    priority: text<Priority>(),
    since: text(),
    until: text(),
  },
  key: ['ticketId', 'position'],
  /** The tickets in a queue at an instant are among the spans that ended after it. */
  indexes: [['until']],
});
export type TicketSpan = RowOf<typeof ticketSpans>;
