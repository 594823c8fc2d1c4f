import { secondsBetween } from '../event/index.js';
import type { CloseTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { TicketNotResolved } from './ticket.refusals.js';
import type { Ticket } from './ticket.js';

/** Only what is resolved can be closed; the timekeeper, come before the window is over, changes nothing. */
export function closeTicket({ ticketId, commandId, policy, at }: CloseTicket, { situation }: Ticket): TicketEvent[] {
  if (situation.status === 'closed') return [];
  if (situation.status !== 'resolved') throw new TicketNotResolved(ticketId, situation.status);
  if (policy !== undefined && secondsBetween(situation.since, at) <= policy.reopenWindowSeconds) return [];
  return [{ type: 'TicketClosed', clear: { ticketId, cause: commandId } }];
}
