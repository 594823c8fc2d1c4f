import type { ActorClass } from '#domain';
import { integer, optionalText, table, text } from '#read-store';
import type { RowOf } from '#read-store';

export type EntryKind = 'message' | 'call' | 'reply' | 'note' | 'ticket';

/** Everything that happened in customers' files, one row a fact, at the position of its fact. */
export const timeline = table({
  name: 'timeline',
  columns: {
    position: integer(),
    customerId: text(),
    occurredAt: text(),
    kind: text<EntryKind>(),
    /** The body of a message, the outcome of a call, the type of a fact about a ticket. */
    what: text(),
    direction: text<'in' | 'out' | 'inside'>(),
    /** The message, call, reply or note; empty for facts about tickets. */
    entryId: text(),
    conversationId: text(),
    ticketId: optionalText(),
    /** 1 when its ticket's card tells of it; 0 for what came after the ticket was over and brought nothing back. */
    heard: integer(),
    inbox: text(),
    channel: text(),
    actorClass: text<ActorClass>(),
    actorId: text(),
    automatic: text(),
    language: text(),
    senderName: text(),
    senderAddress: text(),
    subject: text(),
    text: text(),
    attachments: integer(),
    /** Digest by which the provider reports on a message of ours. */
    nativeKey: text(),
    /** Further clear facts, JSON; empty for none. */
    detail: text(),
    erased: integer(),
  },
  key: ['position'],
  indexes: [['customerId', 'occurredAt']],
});

/** One entry of a customer's timeline. */
export type Entry = RowOf<typeof timeline>;
