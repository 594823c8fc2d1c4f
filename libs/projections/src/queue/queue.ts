import { later } from '#domain';
import type { Priority } from '#domain';
import type { Pages } from '../projection/index.js';
import type { TicketCard } from '../tickets/index.js';
import { queue, queueTags } from './queue.table.js';
import type { QueueRow } from './queue.table.js';

const urgencies: Readonly<Record<Priority, number>> = { urgent: 0, high: 1, normal: 2, low: 3 };
const active: ReadonlySet<string> = new Set(['new', 'open', 'pending', 'snoozed']);

/** How urgent a priority is: the lower, the sooner. */
export const urgencyOf = (priority: Priority): number => urgencies[priority];

/** The ticket's place in the queue; `undefined` when it is over. */
export function queueRow(card: TicketCard): QueueRow | undefined {
  if (!active.has(card.state)) return undefined;
  const { ticketId, inbox, teamId, assigneeId, priority, waitingSince, answeredAt, state, stateSince, language } = card;
  return {
    ticketId,
    resting: state === 'new' || state === 'open' ? 0 : 1,
    urgency: urgencyOf(priority),
    answered: waitingSince === null ? 1 : 0,
    since: waitingSince ?? (answeredAt === null ? stateSince : later(answeredAt, stateSince)),
    inbox,
    teamId,
    assigneeId,
    state,
    language,
  };
}

/** Brings a ticket's place up to date, and those under its tags. */
export function putQueued(pages: Pages, before: TicketCard | undefined, after: TicketCard): void {
  const [was, is] = [before && queueRow(before), queueRow(after)];
  const isSame = was !== undefined && is !== undefined && sameRow(was, is);
  const { ticketId } = after;
  if (is !== undefined && !isSame) pages.of(queue).put(is);
  if (is === undefined && was !== undefined) pages.of(queue).drop(ticketId);
  if (isSame && before?.tags === after.tags) return;
  const [had, has] = [was && before ? tagsOf(before) : [], is ? tagsOf(after) : []];
  for (const tag of had) if (!has.includes(tag)) pages.of(queueTags).drop(tag, ticketId);
  if (is === undefined) return;
  for (const tag of has) if (!isSame || !had.includes(tag)) pages.of(queueTags).put({ tag, ...is });
}

const tagsOf = ({ tags }: TicketCard): readonly string[] => (tags === '[]' ? [] : (JSON.parse(tags) as string[]));

const sameRow = (one: QueueRow, other: QueueRow): boolean =>
  one.urgency === other.urgency &&
  one.answered === other.answered &&
  one.since === other.since &&
  one.teamId === other.teamId &&
  one.assigneeId === other.assigneeId &&
  one.state === other.state &&
  one.language === other.language;
