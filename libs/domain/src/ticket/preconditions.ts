import { AnotherTicketIsActive, TicketNotActive } from './ticket.refusals.js';
import { isActive } from './ticket.js';
import type { Ticket } from './ticket.js';

/** Refuses with `TicketNotActive` what only an active ticket can be asked. */
export function mustBeActive({ ticketId, situation }: Ticket): void {
  if (!isActive(situation)) throw new TicketNotActive(ticketId, situation.status);
}

/** Refuses with `AnotherTicketIsActive` to have two active tickets in one conversation. */
export function mustBeAlone({ ticketId, conversationId }: Ticket, rival: Ticket | undefined): void {
  if (rival !== undefined) throw new AnotherTicketIsActive(ticketId, conversationId, rival.ticketId);
}
