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
