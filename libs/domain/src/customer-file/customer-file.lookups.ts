import { recalled } from '../persistent/index.js';
import { isWithin } from '../event/index.js';
import type { CommandBasis } from '../event/index.js';
import { TicketNotFound, TicketOfAnotherTeam, isActive } from '../ticket/index.js';
import type { Ticket } from '../ticket/index.js';
import type { Clue } from './item.command.js';
import { conversationIn, ticketIn } from './customer-file.js';
import type { Conversation, CustomerFile } from './customer-file.js';
import {
  ConversationNotFound,
  MessageNotFromCustomer,
  MessageNotInConversation,
  MessageTransferredAway,
} from './customer-file.refusals.js';

/** The ticket a command is about. Refused: `TicketNotFound`, and `TicketOfAnotherTeam` to whom it is out of reach. */
export function askedTicket(
  file: CustomerFile,
  { ticketId, reach }: { readonly ticketId: string } & Pick<CommandBasis, 'reach'>,
): Ticket {
  const ticket = ticketIn(file, ticketId);
  if (ticket === undefined) throw new TicketNotFound(ticketId);
  const { teamId, assignee } = ticket;
  if (reach === undefined || isWithin(reach, { teamId, assigneeId: assignee?.agentId })) return ticket;
  throw new TicketOfAnotherTeam(ticketId, teamId ?? '');
}

/** The conversation, or the refusal `ConversationNotFound`. */
export function knownConversation(file: CustomerFile, conversationId: string): Conversation {
  const conversation = conversationIn(file, conversationId);
  if (conversation === undefined) throw new ConversationNotFound(conversationId);
  return conversation;
}

/** The conversation of this file that the best of the clues leads to. */
export function conversationOf(file: CustomerFile, clues: readonly Clue[]): Conversation | undefined {
  const clue = clues.find(({ conversationId }) => conversationIn(file, conversationId) !== undefined);
  return clue && conversationIn(file, clue.conversationId);
}

/** Another active ticket of the conversation this one opened in, if there is one. */
export function rivalOf(file: CustomerFile, ticket: Ticket): Ticket | undefined {
  const current = conversationIn(file, ticket.conversationId)?.ticketId;
  const rival = current === undefined || current === ticket.ticketId ? undefined : ticketIn(file, current);
  return rival !== undefined && isActive(rival.situation) ? rival : undefined;
}

/** Whether it is among the messages, calls and replies that the file remembers; of older ones it does not know. */
export const remembersItem = (file: CustomerFile, messageId: string): boolean =>
  recalled(file.messages, messageId) !== undefined;

/**
 * Where a customer's message stands: what the file remembers, and for older ones what the one who asks believes.
 * Refused: `MessageTransferredAway`, `MessageNotFromCustomer`, `ConversationNotFound`.
 */
export function standingIn(file: CustomerFile, messageId: string, believed: string): string {
  const place = recalled(file.messages, messageId);
  if (place === undefined) return knownConversation(file, believed).conversationId;
  if ('transferId' in place) throw new MessageTransferredAway(messageId, place.toCustomerId, place.transferId);
  if (place.item === 'reply') throw new MessageNotFromCustomer(messageId);
  return place.conversationId;
}

/** Refuses with `MessageNotInConversation` when the message stands elsewhere than the one who asks believes. */
export function mustStandIn(messageId: string, actual: string, believed: string): void {
  if (actual !== believed) throw new MessageNotInConversation(messageId, believed, actual);
}
