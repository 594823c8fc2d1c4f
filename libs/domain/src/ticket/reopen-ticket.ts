import type { ReopenTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { TicketIsClosed, TicketIsSpam } from './ticket.refusals.js';
import { mustBeAlone } from './preconditions.js';
import { byHand } from './ticket.js';
import type { Ticket } from './ticket.js';

/** Only a resolved ticket can be reopened, and only while no other is active in its conversation (`rival`). */
export function reopenTicket({ ticketId, commandId }: ReopenTicket, ticket: Ticket, rival?: Ticket): TicketEvent[] {
  switch (ticket.situation.status) {
    case 'closed':
      throw new TicketIsClosed(ticketId);
    case 'spam':
      throw new TicketIsSpam(ticketId);
    case 'resolved':
      mustBeAlone(ticket, rival);
      return [{ type: 'TicketReopened', clear: { ticketId, cause: commandId, policyVersion: byHand } }];
    case 'new':
    case 'open':
    case 'pending':
    case 'snoozed':
      return [];
  }
}
