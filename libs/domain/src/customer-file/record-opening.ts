import { stated } from '../ticket/index.js';
import { conversationOf } from './customer-file.lookups.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { conversationIdAt, nextTicketId } from './customer-file.js';
import type { CustomerFile } from './customer-file.js';
import type { RecordOpening } from './history.commands.js';

/** A ticket opened outside opens here, in a conversation of its own; one that stands already changes nothing. */
export function recordOpening(file: CustomerFile, command: RecordOpening): CustomerFileEvent[] {
  const { clues, commandId, ticketNumber, opening } = command;
  const standing = conversationOf(file, clues);
  if (standing?.ticketId !== undefined) return [];
  const conversationId = standing?.conversationId ?? conversationIdAt(file.customerId, file.conversations.size);
  const named = { ticketId: nextTicketId(file), cause: commandId, conversationId, number: ticketNumber };
  return [{ type: 'TicketOpened', clear: { ...named, policyVersion: stated, ...opening } }];
}
