import type { TicketCard } from '#projections';
import { textDirection } from '#domain';
import type { TextDirection } from '#domain';

/** A ticket's card as it is shown: lists are lists, and texts say which way they read. */
export interface TicketView extends Omit<
  TicketCard,
  'tags' | 'conversationIds' | 'stateBefore' | 'stateBeforeSince' | 'spanSince' | 'spanPosition'
> {
  readonly tags: readonly string[];
  readonly conversationIds: readonly string[];
  readonly dir: TextDirection;
}

/** The same, with what the agents' page knows of the assignee. */
export interface AssignedTicketView extends TicketView {
  /** Since when the assignee is deactivated; `null` while they are active, and where nobody has it. */
  readonly assigneeDeactivatedAt: string | null;
}

/** The view of a card; `deactivated` says since when agents are, by id. */
export const assignedTicketView = (card: TicketCard, deactivated: ReadonlyMap<string, string>): AssignedTicketView => ({
  ...ticketView(card),
  assigneeDeactivatedAt: deactivated.get(card.assigneeId ?? '') ?? null,
});

/** The view of a card. */
export function ticketView(card: TicketCard): TicketView {
  const {
    tags,
    conversationIds,
    stateBefore: _,
    stateBeforeSince: __,
    spanSince: ___,
    spanPosition: ____,
    ...shown
  } = card;
  return {
    ...shown,
    tags: JSON.parse(tags) as string[],
    conversationIds: conversationIds.split(' '),
    dir: textDirection(card.preview || card.subject),
  };
}
