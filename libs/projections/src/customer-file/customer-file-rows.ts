import type { CustomerFileEvent } from '#domain';
import { deliveries } from '../deliveries/index.js';
import { idOf, named, namedWhere, nothingNamed } from '../projection/index.js';
import type { Named, Told } from '../projection/index.js';
import { conversations, tickets } from '../tickets/index.js';
import type { ConversationRow, TicketCard } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';

/** The rows a fact of a customer's file reads. */
export function customerFileRows(event: Told<CustomerFileEvent>): readonly Named[] {
  switch (event.type) {
    case 'MessageReceived':
    case 'CallLogged':
    case 'MessageTransferredIn':
      return [named(conversations, event.clear.conversationId, ticketOf)];
    case 'CallLegLogged':
      return [wholeFile(event, event.clear.messageId)];
    case 'ReplyWritten':
      return [named(conversations, event.clear.conversationId), named(tickets, event.clear.ticketId)];
    case 'MessageMoved':
      return [
        named(conversations, event.clear.fromConversationId),
        named(conversations, event.clear.conversationId, ticketOf),
        wholeFile(event, event.clear.messageId),
      ];
    case 'MessageTransferredOut':
      return [named(conversations, event.clear.conversationId), wholeFile(event, event.clear.messageId)];
    case 'ReplySent':
    case 'ReplyDelivered':
    case 'ReplyRead':
    case 'ReplyFailed':
      return [named(deliveries, event.clear.nativeKey)];
    case 'TicketOpened':
      return [named(conversations, event.clear.conversationId, unheardOf)];
    case 'TicketReopened':
    case 'SpamMarkRemoved':
      return [named(tickets, event.clear.ticketId, conversationOf)];
    case 'TicketWoken':
    case 'TicketClosed':
    case 'TicketAssigned':
    case 'TicketUnassigned':
    case 'TicketHandedOver':
    case 'TicketPrioritised':
    case 'TicketClassified':
    case 'SurveyAnswered':
    case 'TicketTagged':
    case 'TicketUntagged':
    case 'TicketPending':
    case 'TicketSnoozed':
    case 'TicketResolved':
    case 'MarkedAsSpam':
      return [named(tickets, event.clear.ticketId)];
    case 'NoteAdded':
      return nothingNamed;
    case 'CustomerErased':
      return [
        namedWhere(timeline, 'customerId', idOf(event.stream), cardOf),
        namedWhere(deliveries, 'customerId', idOf(event.stream), () => nothingNamed),
      ];
  }
}

const ticketOf = ({ ticketId }: ConversationRow): readonly Named[] =>
  ticketId === null ? nothingNamed : [named(tickets, ticketId)];

const unheardOf = ({ unheard }: ConversationRow): readonly Named[] =>
  unheard === null ? nothingNamed : [named(timeline, unheard)];

const conversationOf = ({ conversationId }: TicketCard): readonly Named[] => [
  named(conversations, conversationId, unheardOf),
];

/** An opening stands on the timeline, so every ticket of a file is named by an entry. */
const cardOf = ({ ticketId }: Entry): readonly Named[] =>
  ticketId === null ? nothingNamed : [named(tickets, ticketId)];

/**
 * Moves and legs of calls are rare: all entries of the file are read, so that no index by message is needed for the many
 * that stay as they are. An entry may stand elsewhere than the fact has it: an earlier move may have been dropped.
 */
const wholeFile = ({ stream }: Told<CustomerFileEvent>, messageId: string): Named =>
  namedWhere(timeline, 'customerId', idOf(stream), (entry: Entry) =>
    entry.entryId === messageId ? placeOf(entry) : nothingNamed,
  );

const placeOf = ({ conversationId, ticketId }: Entry): readonly Named[] => [
  named(conversations, conversationId),
  ...(ticketId === null ? nothingNamed : [named(tickets, ticketId)]),
];
