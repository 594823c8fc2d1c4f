import type { ReleaseTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { TicketAlreadyClaimed } from './ticket.refusals.js';
import type { Ticket } from './ticket.js';

/** Releasing what nobody has changes nothing; what somebody else took meanwhile is not released by mistake. */
export function releaseTicket({ ticketId, commandId, agentId }: ReleaseTicket, ticket: Ticket): TicketEvent[] {
  const { assignee } = ticket;
  if (assignee === undefined) return [];
  if (assignee.agentId !== agentId) throw new TicketAlreadyClaimed(ticketId, assignee.agentId, assignee.since);
  return [{ type: 'TicketUnassigned', clear: { ticketId, cause: commandId, agentId } }];
}
