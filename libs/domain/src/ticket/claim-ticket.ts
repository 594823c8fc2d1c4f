import type { ClaimTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { TicketAlreadyClaimed } from './ticket.refusals.js';
import { mustBeActive } from './preconditions.js';
import type { Ticket } from './ticket.js';

/** Taking what one has changes nothing; taking what somebody else has is refused. */
export function claimTicket({ ticketId, commandId, agentId }: ClaimTicket, ticket: Ticket): TicketEvent[] {
  mustBeActive(ticket);
  const { assignee } = ticket;
  if (assignee?.agentId === agentId) return [];
  if (assignee !== undefined) throw new TicketAlreadyClaimed(ticketId, assignee.agentId, assignee.since);
  return [{ type: 'TicketAssigned', clear: { ticketId, cause: commandId, agentId, claimed: true } }];
}
