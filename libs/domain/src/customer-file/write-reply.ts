import { recalled } from '../persistent/index.js';
import { resolveTicket } from '../ticket/resolve-ticket.js';
import { setPending } from '../ticket/set-pending.js';
import { TicketIsSpam } from '../ticket/index.js';
import type { Ticket, TicketEvent } from '../ticket/index.js';
import type { WriteReply } from './customer-file.commands.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { askedTicket, knownConversation } from './customer-file.lookups.js';
import type { CustomerFile } from './customer-file.js';

/**
 * An answer leaves by the conversation its ticket opened in. On a resolved or closed ticket it is allowed and reopens
 * nothing; spam is not answered.
 */
export function writeReply(file: CustomerFile, command: WriteReply): CustomerFileEvent[] {
  if (recalled(file.messages, command.messageId) !== undefined) return [];
  const ticket = askedTicket(file, command);
  if (ticket.situation.status === 'spam') throw new TicketIsSpam(ticket.ticketId);
  const { conversationId, inbox } = knownConversation(file, ticket.conversationId);
  const { messageId, ticketId, threadKeys, language, answers } = command;
  const clear = { messageId, conversationId, ticketId, inbox, threadKeys, language };
  return [
    { type: 'ReplyWritten', clear: answers === undefined ? clear : { ...clear, answers } },
    ...inTheSameBreath(command, ticket),
  ];
}

function inTheSameBreath(command: WriteReply, ticket: Ticket): TicketEvent[] {
  if (command.then === 'pending') return setPending(command, ticket);
  return command.then === 'resolved' ? resolveTicket(command, ticket) : [];
}
