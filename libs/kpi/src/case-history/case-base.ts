import type { CallLegLogged, CustomerFileEvent, ReplyWritten, TicketOpened } from '#domain';
import { callItem, messageItem, openingItem, replyItem, withLeg } from './item.js';
import type { Item, Placed } from './item.js';
import { answered, evolveTicket, openedTicket } from './ticket.js';
import type { KpiTicket } from './ticket.js';

/** What one customer's file is to the figures: what stands in it, its tickets, and the channels of its conversations. */
export interface CaseBase {
  readonly customerId: string;
  readonly items: Map<string, Item>;
  readonly tickets: Map<string, KpiTicket>;
  readonly channels: Map<string, string>;
}

/** What a fact touched: rows to keep, and conversations whose facts may be others now. */
export interface Touched {
  readonly itemId?: string;
  readonly ticketId?: string;
  readonly conversationIds: readonly string[];
}
const nothing: Touched = { conversationIds: [] };

/** A file nobody has heard of. */
export const emptyCaseBase = (customerId: string): CaseBase => ({
  customerId,
  items: new Map(),
  tickets: new Map(),
  channels: new Map(),
});

/** Takes one more fact of the file in, in the order of versions. `silenceOf` knows the settings of inboxes as they are now. */
export function take(
  base: CaseBase,
  event: Placed<CustomerFileEvent>,
  silenceOf: (inbox: string, channel: string) => number,
): Touched {
  switch (event.type) {
    case 'MessageReceived':
    case 'MessageTransferredIn':
      return placed(base, messageItem(event, silenceOf(event.clear.inbox, event.clear.channel)));
    case 'CallLogged':
      return placed(base, callItem(event));
    case 'CallLegLogged':
      return furtherLeg(base, event);
    case 'ReplyWritten':
      return replied(base, event);
    case 'MessageMoved':
      return moved(base, event.clear.messageId, event.clear.conversationId);
    case 'MessageTransferredOut':
      return gone(base, event.clear.messageId);
    case 'TicketOpened':
      return opened(base, event);
    case 'TicketReopened':
    case 'TicketClosed':
    case 'TicketAssigned':
    case 'TicketUnassigned':
    case 'TicketHandedOver':
    case 'TicketPrioritised':
    case 'TicketClassified':
    case 'SurveyAnswered':
    case 'TicketTagged':
    case 'TicketUntagged':
    case 'TicketResolved':
    case 'MarkedAsSpam':
    case 'SpamMarkRemoved':
      return changed(base, event.clear.ticketId, (ticket) => evolveTicket(ticket, event));
    case 'TicketWoken':
    case 'TicketPending':
    case 'TicketSnoozed':
    case 'NoteAdded':
    case 'ReplySent':
    case 'ReplyDelivered':
    case 'ReplyRead':
    case 'ReplyFailed':
    case 'CustomerErased':
      return nothing;
  }
}

function placed({ items, channels }: CaseBase, item: Item): Touched {
  const { itemId, conversationId, channel } = item;
  if (items.has(itemId)) return nothing;
  items.set(itemId, item);
  if (channel !== '' && !channels.has(conversationId)) channels.set(conversationId, channel);
  return { itemId, conversationIds: [conversationId] };
}

function furtherLeg({ items }: CaseBase, leg: Placed<CallLegLogged>): Touched {
  const { messageId: itemId } = leg.clear;
  const call = items.get(itemId);
  if (call === undefined) return nothing;
  items.set(itemId, withLeg(call, leg));
  return { itemId, conversationIds: [call.conversationId] };
}

function replied(base: CaseBase, event: Placed<ReplyWritten>): Touched {
  const { itemId, conversationIds } = placed(base, replyItem(event));
  if (itemId === undefined) return nothing;
  const ticket = changed(base, event.clear.ticketId, (each) => answered(each, event));
  return { ...ticket, itemId, conversationIds: [...conversationIds, ...ticket.conversationIds] };
}

function moved({ items, channels }: CaseBase, itemId: string, conversationId: string): Touched {
  const item = items.get(itemId);
  if (item === undefined) return nothing;
  items.set(itemId, { ...item, conversationId });
  if (item.channel !== '' && !channels.has(conversationId)) channels.set(conversationId, item.channel);
  return { itemId, conversationIds: [item.conversationId, conversationId] };
}

function gone({ items }: CaseBase, itemId: string): Touched {
  const item = items.get(itemId);
  items.delete(itemId);
  return item === undefined ? nothing : { itemId, conversationIds: [item.conversationId] };
}

function opened(base: CaseBase, event: Placed<TicketOpened>): Touched {
  const ticket = openedTicket(event);
  base.tickets.set(ticket.ticketId, ticket);
  const item = openingItem(event);
  const standing = item === undefined ? nothing : placed(base, item);
  return { ...standing, ticketId: ticket.ticketId, conversationIds: [ticket.conversationId] };
}

function changed({ tickets }: CaseBase, ticketId: string, change: (ticket: KpiTicket) => KpiTicket): Touched {
  const before = tickets.get(ticketId);
  if (before === undefined) return nothing;
  tickets.set(ticketId, change(before));
  return { ticketId, conversationIds: [before.conversationId] };
}
