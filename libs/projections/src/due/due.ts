import type { TicketCard } from '../tickets/index.js';
import type { DueRow } from './due.table.js';

/** What the clock will do with a ticket; `undefined` for nothing. */
export function dueRow({ ticketId, inbox, state, stateSince, snoozedUntil }: TicketCard): DueRow | undefined {
  if (state === 'snoozed' && snoozedUntil !== null) return { ticketId, because: 'snoozed', inbox, at: snoozedUntil };
  return state === 'resolved' ? { ticketId, because: 'resolved', inbox, at: stateSince } : undefined;
}
