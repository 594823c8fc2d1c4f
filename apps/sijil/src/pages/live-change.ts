import type { LiveChange, QueuePlace } from '#apps/api';
import type { QueueRow, TicketChange } from '#projections';
import { queuedTicketView, ticketView } from '#queries';

/** A change as those who watch are told of it: written down once, here, for all of them. */
export function liveChange({ ticketId, card, was, is, hasNewEntry }: TicketChange): LiveChange {
  const row = card && JSON.stringify(is ? queuedTicketView(card, is) : ticketView(card));
  return { ticketId, hasNewEntry, ...(row && { row }), ...(was && { was: place(was) }), ...(is && { is: place(is) }) };
}

const place = ({ inbox, teamId, assigneeId }: QueueRow): QueuePlace => ({ inbox, teamId, assigneeId });
