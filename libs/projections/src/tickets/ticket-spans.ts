import { later } from '#domain';
import type { Instant } from '#domain';
import type { TicketCard, TicketSpan } from './ticket.tables.js';

/** When and by which fact a card changed. */
export interface Moment {
  readonly occurredAt: Instant;
  readonly position: number;
}

/**
 * The card with its span brought up to date, and the span that thereby came to its end, unless it had no length.
 * A late fact ends no span before it began.
 */
export function spanned(
  before: TicketCard | undefined,
  after: TicketCard,
  { occurredAt, position }: Moment,
): { readonly card: TicketCard; readonly ended?: TicketSpan } {
  if (before === undefined || sameSpan(before, after)) return { card: after };
  const until = later(occurredAt, before.spanSince);
  const card = { ...after, spanSince: until, spanPosition: position };
  return until === before.spanSince ? { card } : { card, ended: endedSpan(before, until) };
}

const sameSpan = (one: TicketCard, other: TicketCard): boolean =>
  one.state === other.state &&
  one.assigneeId === other.assigneeId &&
  one.teamId === other.teamId &&
  one.priority === other.priority;

const endedSpan = (card: TicketCard, until: Instant): TicketSpan => {
  const { ticketId, spanPosition: position, state, assigneeId, teamId, priority, spanSince: since } = card;
  return { ticketId, position, state, assigneeId, teamId, priority, since, until };
};
