import { later } from '#domain';
import type { Instant, TicketEvent, TicketStatus } from '#domain';
import type { Told } from '../projection/index.js';
import type { TicketCard } from './ticket.tables.js';

/** Every fact about a ticket that is open already. */
export type LaterTicketEvent = Exclude<TicketEvent, { type: 'TicketOpened' }>;

/** The card after one more fact about its ticket, in the order of versions. */
export function foldTicket(card: TicketCard, event: Told<LaterTicketEvent>): TicketCard {
  const at = later(event.occurredAt, card.stateSince);
  switch (event.type) {
    case 'TicketAssigned':
      return { ...atWork(card, at), assigneeId: event.clear.agentId };
    case 'TicketUnassigned':
      return { ...card, assigneeId: null };
    case 'TicketHandedOver':
      return { ...card, assigneeId: null, teamId: event.clear.teamId };
    case 'TicketPrioritised':
      return { ...card, priority: event.clear.priority };
    case 'TicketClassified':
      return { ...card, topic: event.clear.topic };
    case 'SurveyAnswered':
      return card;
    case 'TicketTagged':
      return withTags(card, (tags) => [...tags, event.clear.tag]);
    case 'TicketUntagged':
      return withTags(card, (tags) => tags.filter((tag) => tag !== event.clear.tag));
    case 'TicketWoken':
      return { ...entered(card, 'open', at), snoozedUntil: null };
    case 'TicketPending':
      return entered(card, 'pending', at);
    case 'TicketSnoozed':
      return { ...entered(card, 'snoozed', at), snoozedUntil: event.clear.until };
    case 'TicketResolved':
      return resolved(card, at);
    case 'TicketReopened':
      return reopened(card, at);
    case 'TicketClosed':
      return { ...entered(card, 'closed', at), closedAt: at };
    case 'MarkedAsSpam':
      return markedAsSpam(card, at);
    case 'SpamMarkRemoved':
      return spamMarkRemoved(card);
  }
}

/** Once an agent has it or answered on it, a ticket is new no more. */
export const atWork = (card: TicketCard, at: Instant): TicketCard =>
  card.state === 'new' ? entered(card, 'open', later(at, card.stateSince)) : card;

/** A pending ticket is open when the customer asks again. No fact says so, every fold does. */
export const heardFrom = (card: TicketCard, at: Instant): TicketCard =>
  card.state === 'pending' ? entered(card, 'open', later(at, card.stateSince)) : card;

const entered = (card: TicketCard, state: TicketStatus, stateSince: Instant): TicketCard => ({
  ...card,
  state,
  stateSince,
});

const resolved = (card: TicketCard, at: Instant): TicketCard => ({
  ...entered(card, 'resolved', at),
  snoozedUntil: null,
  resolvedAt: at,
  firstResolvedAt: card.firstResolvedAt ?? at,
});

const reopened = (card: TicketCard, at: Instant): TicketCard => ({
  ...entered(card, 'open', at),
  resolvedAt: null,
  closedAt: null,
  reopenings: card.reopenings + 1,
});

const markedAsSpam = (card: TicketCard, at: Instant): TicketCard =>
  card.state === 'spam'
    ? card
    : { ...entered(card, 'spam', at), stateBefore: card.state, stateBeforeSince: card.stateSince };

const spamMarkRemoved = (card: TicketCard): TicketCard =>
  card.stateBefore === null || card.stateBeforeSince === null
    ? card
    : { ...entered(card, card.stateBefore, card.stateBeforeSince), stateBefore: null, stateBeforeSince: null };

const withTags = (card: TicketCard, change: (tags: readonly string[]) => readonly string[]): TicketCard => ({
  ...card,
  tags: JSON.stringify(change(JSON.parse(card.tags) as readonly string[])),
});
