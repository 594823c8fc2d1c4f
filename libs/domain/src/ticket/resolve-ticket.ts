import type { ResolveTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { TicketIsSpam } from './ticket.refusals.js';
import { isActive } from './ticket.js';
import type { Ticket } from './ticket.js';

/** Resolving twice changes nothing; spam was no request, so there is nothing to resolve. */
export function resolveTicket(
  { ticketId, commandId }: Pick<ResolveTicket, 'ticketId' | 'commandId'>,
  { situation }: Ticket,
): TicketEvent[] {
  if (situation.status === 'spam') throw new TicketIsSpam(ticketId);
  if (!isActive(situation)) return [];
  return [{ type: 'TicketResolved', clear: { ticketId, cause: commandId } }];
}
