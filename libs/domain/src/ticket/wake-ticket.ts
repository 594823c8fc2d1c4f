import type { WakeTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import type { Ticket } from './ticket.js';

/** What does not sleep is awake already; the timekeeper, come too early, changes nothing. */
export function wakeTicket({ ticketId, commandId, because, at }: WakeTicket, { situation }: Ticket): TicketEvent[] {
  if (situation.status !== 'snoozed') return [];
  if (because === 'due' && at < situation.until) return [];
  return [{ type: 'TicketWoken', clear: { ticketId, cause: commandId, because } }];
}
