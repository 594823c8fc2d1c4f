import type { PrioritiseTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import type { Ticket } from './ticket.js';

/** A priority may be set at any time; the one it has changes nothing. */
export function prioritiseTicket({ ticketId, commandId, priority }: PrioritiseTicket, ticket: Ticket): TicketEvent[] {
  if (ticket.priority === priority) return [];
  return [{ type: 'TicketPrioritised', clear: { ticketId, cause: commandId, priority } }];
}
