import type { TagTicket, UntagTicket } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import type { Ticket } from './ticket.js';

/** A tag may be put on at any time; twice is once. */
export function tagTicket({ ticketId, commandId, tag }: TagTicket, ticket: Ticket): TicketEvent[] {
  if (ticket.tags.includes(tag)) return [];
  return [{ type: 'TicketTagged', clear: { ticketId, cause: commandId, tag } }];
}

/** A tag that is not on it is off already. */
export function untagTicket({ ticketId, commandId, tag }: UntagTicket, ticket: Ticket): TicketEvent[] {
  if (!ticket.tags.includes(tag)) return [];
  return [{ type: 'TicketUntagged', clear: { ticketId, cause: commandId, tag } }];
}
