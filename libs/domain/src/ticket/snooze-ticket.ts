import type { SnoozeTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { SnoozeInThePast } from './ticket.refusals.js';
import { mustBeActive } from './preconditions.js';
import type { Ticket } from './ticket.js';

/** A sleeping ticket may be given another hour to wake at; the same hour changes nothing, a past one is refused. */
export function snoozeTicket({ ticketId, commandId, until, at }: SnoozeTicket, ticket: Ticket): TicketEvent[] {
  const { situation } = ticket;
  mustBeActive(ticket);
  if (situation.status === 'snoozed' && situation.until === until) return [];
  if (until <= at) throw new SnoozeInThePast(ticketId, until, at);
  return [{ type: 'TicketSnoozed', clear: { ticketId, cause: commandId, until } }];
}
