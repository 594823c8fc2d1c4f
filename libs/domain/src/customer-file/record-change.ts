import { lastItemWith } from '../persistent/index.js';
import { mustBeAlone } from '../ticket/preconditions.js';
import { stateTicket } from '../ticket/state-ticket.js';
import { TicketChangeOutOfOrder, TicketNotFound } from '../ticket/index.js';
import type { Ticket } from '../ticket/index.js';
import type { CustomerFileEvent } from './customer-file.events.js';
import { conversationOf, rivalOf } from './customer-file.lookups.js';
import { ticketIn } from './customer-file.js';
import type { CustomerFile } from './customer-file.js';
import type { RecordChange } from './history.commands.js';

/** What became of a ticket outside becomes of it here. What is known already changes nothing, however late it comes. */
export function recordChange(file: CustomerFile, command: RecordChange): CustomerFileEvent[] {
  const { nativeKey, occurredAt, commandId, now } = command;
  const ticket = statedTicket(file, command);
  if (ticket === undefined) throw new TicketNotFound(nativeKey);
  const facts = stateTicket({ commandId, now }, ticket);
  if (facts.length > 0 && occurredAt < ticket.changedAt) {
    throw new TicketChangeOutOfOrder(ticket.ticketId, occurredAt, ticket.changedAt);
  }
  if (facts.some(({ type }) => type === 'TicketReopened')) mustBeAlone(ticket, rivalOf(file, ticket));
  return facts;
}

/** Nearly always the ticket its conversation has now; a follow-up may have taken its place there. */
function statedTicket(file: CustomerFile, { clues, nativeKey }: RecordChange): Ticket | undefined {
  const current = conversationOf(file, clues)?.ticketId;
  const ticket = current === undefined ? undefined : ticketIn(file, current);
  if (ticket?.nativeKey === nativeKey) return ticket;
  return lastItemWith(file.tickets, nativeKey, (each) => each.nativeKey === nativeKey);
}
