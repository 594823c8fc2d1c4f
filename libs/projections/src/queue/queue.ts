import { later } from '#domain';
import type { Priority } from '#domain';
import type { TicketCard } from '../tickets/index.js';
import type { QueueRow } from './queue.table.js';

const urgencies: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, normal: 2, low: 3 };

/** The ticket's place in the queue; `undefined` when it needs no answer now. */
export function queueRow(card: TicketCard): QueueRow | undefined {
  if (card.state !== 'new' && card.state !== 'open') return undefined;
  const { ticketId, inbox, teamId, assigneeId, priority, waitingSince, answeredAt, stateSince } = card;
  return {
    ticketId,
    urgency: urgencies[priority],
    answered: waitingSince === null ? 1 : 0,
    since: waitingSince ?? (answeredAt === null ? stateSince : later(answeredAt, stateSince)),
    inbox,
    teamId,
    assigneeId,
  };
}
