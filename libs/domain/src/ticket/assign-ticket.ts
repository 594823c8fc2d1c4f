import type { AssignTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { mustBeActive } from './preconditions.js';
import type { Ticket } from './ticket.js';

/** Giving a ticket to the agent who has it changes nothing; otherwise it changes hands, whoever had it. */
export function assignTicket({ ticketId, commandId, agentId }: AssignTicket, ticket: Ticket): TicketEvent[] {
  mustBeActive(ticket);
  if (ticket.assignee?.agentId === agentId) return [];
  return [{ type: 'TicketAssigned', clear: { ticketId, cause: commandId, agentId, claimed: false } }];
}
