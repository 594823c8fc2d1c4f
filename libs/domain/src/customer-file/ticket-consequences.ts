import { hearCustomer } from '../ticket/hear-customer.js';
import type { TicketEvent } from '../ticket/index.js';
import type { Lane } from './channel.js';
import type { ItemCommand } from './item.command.js';
import { nextTicketId, ticketIn } from './customer-file.js';
import type { Conversation, CustomerFile } from './customer-file.js';

interface PlacedItem {
  readonly messageId: string;
  readonly conversationId: string;
  readonly inbox: string;
  readonly lane: Lane;
  readonly asks: boolean;
}

/** What an item means for the ticket of the conversation it stands in (`undefined`: the item begins it). */
export function ticketConsequences(
  file: CustomerFile,
  { occurredAt, policy, ticketNumber }: ItemCommand,
  { messageId, conversationId, inbox, lane, asks }: PlacedItem,
  conversation: Conversation | undefined,
): TicketEvent[] {
  const opening = {
    ticketId: nextTicketId(file),
    conversationId,
    inbox: conversation?.inbox ?? inbox,
    number: ticketNumber,
  };
  const ticket = conversation?.ticketId === undefined ? undefined : ticketIn(file, conversation.ticketId);
  return hearCustomer({ cause: messageId, asks, lane, occurredAt, policy, opening }, ticket);
}
