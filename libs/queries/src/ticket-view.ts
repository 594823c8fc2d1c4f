import type { QueueRow, TicketCard } from '#projections';
import { textDirection } from '#domain';
import type { TextDirection } from '#domain';

/** A ticket's card as it is shown: lists are lists, and texts say which way they read. */
export interface TicketView extends Omit<
  TicketCard,
  'tags' | 'conversationIds' | 'stateBefore' | 'stateBeforeSince' | 'spanSince' | 'spanPosition'
> {
  readonly tags: readonly string[];
  readonly conversationIds: readonly string[];
  /** Which way the preview reads, or the subject where there is none. */
  readonly dir: TextDirection;
  readonly subjectDir: TextDirection;
}

/** A ticket in the queue as it is shown, to those who ask and to those who watch. */
export interface QueuedTicketView extends TicketView {
  /** Since when the customer waits; where nobody waits, since the last answer or change of state. */
  readonly queuedSince: string;
  /** Nothing the customer said is unanswered. */
  readonly answered: boolean;
}

/** What the agents' page knows of the assignee of a ticket. */
export interface Assigned {
  /** Since when the assignee is deactivated; `null` while they are active, and where nobody has it. */
  readonly assigneeDeactivatedAt: string | null;
}
export type AssignedTicketView = TicketView & Assigned;

/** The view of a card; `deactivated` says since when agents are, by id. */
export const assignedTicketView = (card: TicketCard, deactivated: ReadonlyMap<string, string>): AssignedTicketView => ({
  ...ticketView(card),
  ...assigned(card, deactivated),
});

/** What is told beside a card of whoever has it. */
export const assigned = ({ assigneeId }: TicketCard, deactivated: ReadonlyMap<string, string>): Assigned => ({
  assigneeDeactivatedAt: deactivated.get(assigneeId ?? '') ?? null,
});

/** The view of a card that stands in the queue. */
export const queuedTicketView = (card: TicketCard, { since, answered }: Standing): QueuedTicketView => ({
  ...ticketView(card),
  queuedSince: since,
  answered: answered === 1,
});
type Standing = Pick<QueueRow, 'since' | 'answered'>;

/** The view of a card. Field by field: rows of SQLite are slow to copy (measured: by rest and spread 10 µs each). */
export const ticketView = (card: TicketCard): TicketView => ({
  ticketId: card.ticketId,
  customerId: card.customerId,
  number: card.number,
  inbox: card.inbox,
  channel: card.channel,
  conversationId: card.conversationId,
  conversationIds: card.conversationIds.split(' '),
  follows: card.follows,
  state: card.state,
  stateSince: card.stateSince,
  assigneeId: card.assigneeId,
  teamId: card.teamId,
  priority: card.priority,
  topic: card.topic,
  tags: card.tags === '[]' ? [] : (JSON.parse(card.tags) as string[]),
  openedAt: card.openedAt,
  snoozedUntil: card.snoozedUntil,
  firstResolvedAt: card.firstResolvedAt,
  resolvedAt: card.resolvedAt,
  closedAt: card.closedAt,
  reopenings: card.reopenings,
  subject: card.subject,
  preview: card.preview,
  customerName: card.customerName,
  language: card.language,
  customerSpokeAt: card.customerSpokeAt,
  waitingSince: card.waitingSince,
  answeredAt: card.answeredAt,
  firstResponseAt: card.firstResponseAt,
  dir: textDirection(card.preview || card.subject),
  subjectDir: textDirection(card.subject),
});
