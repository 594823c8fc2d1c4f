import type { SetPending } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { mustBeActive } from './preconditions.js';
import type { Ticket } from './ticket.js';

/** Any active ticket may wait for the customer; one that does already changes nothing. */
export function setPending(
  { ticketId, commandId }: Pick<SetPending, 'ticketId' | 'commandId'>,
  ticket: Ticket,
): TicketEvent[] {
  mustBeActive(ticket);
  if (ticket.situation.status === 'pending') return [];
  return [{ type: 'TicketPending', clear: { ticketId, cause: commandId } }];
}
