import { recalled } from '../persistent/index.js';
import { resolveTicket } from '../ticket/resolve-ticket.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { askedTicket, conversationOf } from './customer-file.lookups.js';
import { ConversationNotFound } from './customer-file.refusals.js';
import type { CustomerFile } from './customer-file.js';
import type { RecordReply } from './history.commands.js';

/** An answer of long ago takes its place on the ticket of its conversation. It was sent then, and is not sent now. */
export function recordReply(file: CustomerFile, command: RecordReply): CustomerFileEvent[] {
  const { clues, reply, resolves } = command;
  if (recalled(file.messages, reply.messageId) !== undefined) return [];
  const conversation = conversationOf(file, clues);
  if (conversation?.ticketId === undefined) throw new ConversationNotFound(clues[0]?.conversationId ?? '');
  const { conversationId, ticketId } = conversation;
  const ticket = askedTicket(file, { ticketId });
  return [
    { type: 'ReplyWritten', clear: { ...reply, conversationId, ticketId } },
    ...(resolves ? resolveTicket({ ...command, ticketId }, ticket) : []),
  ];
}
