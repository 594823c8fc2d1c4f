import type { HandOverTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { mustBeActive } from './preconditions.js';
import type { Ticket } from './ticket.js';

/** A ticket the team has, and nobody in particular, is handed over already. */
export function handOverTicket({ ticketId, commandId, teamId }: HandOverTicket, ticket: Ticket): TicketEvent[] {
  mustBeActive(ticket);
  const from = ticket.teamId === undefined ? {} : { fromTeamId: ticket.teamId };
  const clear = { ticketId, cause: commandId, teamId, ...from };
  if (ticket.assignee !== undefined) {
    return [{ type: 'TicketHandedOver', clear: { ...clear, fromAgentId: ticket.assignee.agentId } }];
  }
  return ticket.teamId === teamId ? [] : [{ type: 'TicketHandedOver', clear }];
}
