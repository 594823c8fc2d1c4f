import { placed, recalled, remembered, saidBefore } from '../persistent/index.js';
import type { Ticket } from '../ticket/index.js';
import { EventOutOfPlace } from './customer-file.faults.js';
import { conversationIn, placeOf, ticketIn } from './customer-file.js';
import type { Conversation, CustomerFile, HeldPlace, Place } from './customer-file.js';

/** The file with this conversation as it is now, old or next. Anything else throws `EventOutOfPlace`. */
export function withConversation(file: CustomerFile, conversation: Conversation): CustomerFile {
  const { conversationId } = conversation;
  const place = orderlyPlace(file, conversationId, `${file.customerId}.c`, file.conversations.size);
  return { ...file, conversations: placed(file.conversations, place, conversation) };
}

/** The file with this ticket as it is now, old or next. Anything else throws `EventOutOfPlace`. */
export function withTicket(file: CustomerFile, ticket: Ticket): CustomerFile {
  const place = orderlyPlace(file, ticket.ticketId, `${file.customerId}.`, file.tickets.size);
  return { ...file, tickets: placed(file.tickets, place, ticket) };
}

function orderlyPlace(file: CustomerFile, id: string, prefix: string, size: number): number {
  const place = placeOf(id, prefix);
  if (place < 0 || place > size) throw new EventOutOfPlace(file.customerId, file.version, id);
  return place;
}

/** The conversation a fact names, which must be there. */
export function heldConversation(file: CustomerFile, conversationId: string): Conversation {
  const conversation = conversationIn(file, conversationId);
  if (conversation === undefined) throw new EventOutOfPlace(file.customerId, file.version, conversationId);
  return conversation;
}

/** The ticket a fact names, which must be there. */
export function heldTicket(file: CustomerFile, ticketId: string): Ticket {
  const ticket = ticketIn(file, ticketId);
  if (ticket === undefined) throw new EventOutOfPlace(file.customerId, file.version, ticketId);
  return ticket;
}

/** The file with a message, call or reply that stands in this conversation from now on. */
export function withItemAt(
  file: CustomerFile,
  messageId: string,
  { conversationId }: Conversation,
  item: HeldPlace['item'],
): CustomerFile {
  const isIt = (place: Place) => 'item' in place && place.item === item && place.conversationId === conversationId;
  const place = saidBefore(file.messages, isIt) ?? { conversationId, item };
  return { ...file, messages: remembered(file.messages, messageId, place) };
}

/** The file with this command carried out. What an item brought about is remembered by the item alone. */
export function withDone(file: CustomerFile, id: string | undefined): CustomerFile {
  if (id === undefined || recalled(file.messages, id) !== undefined || recalled(file.done, id) !== undefined)
    return file;
  return { ...file, done: remembered(file.done, id, true) };
}
