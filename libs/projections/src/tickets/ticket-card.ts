import type { TicketOpened } from '#domain';
import type { Told } from '../projection/index.js';
import { idOf } from '../projection/index.js';
import { unheard } from './hearing.js';
import type { TicketCard } from './ticket.tables.js';

/** The card of a ticket that has just been opened, before anything is known of what the customer said. */
export function openedCard({ clear, occurredAt, position, stream }: Told<TicketOpened>): TicketCard {
  const { ticketId, number, inbox, channel, conversationId, follows, teamId } = clear;
  return {
    ...unheard,
    ticketId,
    customerId: idOf(stream),
    number,
    inbox,
    channel: channel ?? '',
    conversationId,
    conversationIds: conversationId,
    follows: follows ?? null,
    state: 'new',
    stateSince: occurredAt,
    stateBefore: null,
    stateBeforeSince: null,
    assigneeId: null,
    teamId: teamId ?? null,
    priority: 'normal',
    topic: null,
    tags: '[]',
    openedAt: occurredAt,
    snoozedUntil: null,
    firstResolvedAt: null,
    resolvedAt: null,
    closedAt: null,
    reopenings: 0,
    spanSince: occurredAt,
    spanPosition: Number(position),
  };
}
