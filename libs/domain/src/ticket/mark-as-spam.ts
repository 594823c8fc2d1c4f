import type { MarkAsSpam, RemoveSpamMark } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { mustBeAlone } from './preconditions.js';
import { isActive } from './ticket.js';
import type { Ticket } from './ticket.js';

/** Anything may turn out to be spam; marking it twice changes nothing. */
export function markAsSpam({ ticketId, commandId }: MarkAsSpam, { situation }: Ticket): TicketEvent[] {
  if (situation.status === 'spam') return [];
  return [{ type: 'MarkedAsSpam', clear: { ticketId, cause: commandId } }];
}

/** The ticket goes back to what it was; to being active only while no other is in its conversation (`rival`). */
export function removeSpamMark({ ticketId, commandId }: RemoveSpamMark, ticket: Ticket, rival?: Ticket): TicketEvent[] {
  if (ticket.situation.status !== 'spam') return [];
  if (isActive(ticket.situation.before)) mustBeAlone(ticket, rival);
  return [{ type: 'SpamMarkRemoved', clear: { ticketId, cause: commandId } }];
}
