import { byHand } from '../ticket/index.js';
import type { TicketEvent } from '../ticket/index.js';
import type { MoveMessage } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { knownConversation, mustStandIn, standingIn } from './customer-file.lookups.js';
import { conversationIdAt, nextTicketId } from './customer-file.js';
import type { Conversation, CustomerFile } from './customer-file.js';

/** A message moves to where it belongs; what is there already stays. A conversation without a ticket gets one. */
export function moveMessage(file: CustomerFile, command: MoveMessage): CustomerFileEvent[] {
  const { messageId, fromConversationId, toConversationId, commandId } = command;
  const actual = standingIn(file, messageId, fromConversationId);
  if (actual === toConversationId) return [];
  mustStandIn(messageId, actual, fromConversationId);
  const target = toConversationId === undefined ? undefined : knownConversation(file, toConversationId);
  const conversationId = target?.conversationId ?? conversationIdAt(file.customerId, file.conversations.size);
  const moved = { messageId, fromConversationId, conversationId, cause: commandId };
  const { inbox } = target ?? knownConversation(file, fromConversationId);
  return [{ type: 'MessageMoved', clear: moved }, ...firstTicket(file, command, { conversationId, inbox }, target)];
}

function firstTicket(
  file: CustomerFile,
  { commandId, ticketNumber }: MoveMessage,
  where: Pick<Conversation, 'conversationId' | 'inbox'>,
  target: Conversation | undefined,
): TicketEvent[] {
  if (target?.ticketId !== undefined) return [];
  const ticketId = nextTicketId(file);
  return [
    {
      type: 'TicketOpened',
      clear: { ticketId, cause: commandId, ...where, number: ticketNumber, policyVersion: byHand },
    },
  ];
}
