import type { QueueOverHttp, TicketOverHttp } from '../desk/index.js';
import type { Column } from '../terminal/index.js';
import { dayAndTime, lasting } from './clock.js';
import type { Zone } from './clock.js';

type Queued = QueueOverHttp['tickets'][number];

/** Columns of the queue as agents see it: in the order tickets must be answered. */
export const queueColumns = (now: string): readonly Column<Queued>[] => [
  { title: 'ticket', of: ({ number }) => `#${number}` },
  { title: 'waits', of: ({ queuedSince, answered }) => (answered ? '' : lasting(queuedSince, now)) },
  { title: 'priority', of: ({ priority }) => (priority === 'normal' ? '' : priority) },
  { title: 'state', of: ({ state, reopenings }) => (reopenings > 0 && state !== 'new' ? `${state} (again)` : state) },
  { title: 'channel', of: ({ channel }) => channel },
  { title: 'with', of: ({ assigneeId, teamId }) => assigneeId ?? (teamId === null ? '' : `team ${teamId}`) },
  { title: 'customer', of: ({ customerName }) => customerName, most: 20 },
  {
    title: 'about',
    of: ({ subject, preview, channel }) => subject || preview || (channel === 'phone' ? 'a call' : ''),
    most: 44,
  },
];

/** What is known of one ticket, a line each. */
export function ticketFacts({ ticket }: TicketOverHttp, zone: Zone): readonly (readonly [string, string])[] {
  const at = (instant: string | null) => (instant === null ? '' : dayAndTime(instant, zone));
  const facts: readonly (readonly [string, string])[] = [
    ['ticket', `#${ticket.number} (${ticket.ticketId})`],
    ['customer', `${ticket.customerName} (${ticket.customerId})`],
    ['about', ticket.subject || ticket.preview],
    ['inbox', `${ticket.inbox} (${ticket.channel})`],
    ['state', `${ticket.state} since ${at(ticket.stateSince)}`],
    ['with', [ticket.assigneeId, ticket.teamId && `team ${ticket.teamId}`].filter(Boolean).join(', ')],
    ['priority', ticket.priority],
    ['tags', ticket.tags.join(', ')],
    ['opened', at(ticket.openedAt)],
    ['answered first', at(ticket.firstResponseAt)],
    ['waits since', at(ticket.waitingSince)],
    ['snoozed until', at(ticket.snoozedUntil)],
    ['resolved', at(ticket.resolvedAt)],
    ['reopened', ticket.reopenings > 0 ? `${ticket.reopenings} ×` : ''],
    ['follows', ticket.follows ?? ''],
  ];
  return facts.filter(([, value]) => value !== '');
}
