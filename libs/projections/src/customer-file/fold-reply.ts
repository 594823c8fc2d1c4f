import type { ReplyWritten } from '#domain';
import type { Opened, Pages } from '../projection/index.js';
import { atWork, conversations, hear, tickets } from '../tickets/index.js';
import type { TicketCard } from '../tickets/index.js';
import { replyEntry } from '../timeline/index.js';
import { momentOf } from './moment.js';
import { addEntry } from './put-entry.js';
import { putTicket } from './put-ticket.js';

/** An answer takes its place, and its ticket is at work. */
export function foldReply(pages: Pages, opened: Opened<ReplyWritten>): void {
  const { clear, occurredAt } = opened.event;
  const entry = replyEntry(opened, pages.of(conversations).get(clear.conversationId)?.channel ?? '');
  addEntry(pages, entry);
  const card = pages.of(tickets).get(clear.ticketId);
  if (card === undefined) return;
  const answered = hear(atWork(card, occurredAt), entry);
  putTicket(pages, card, gathered(answered, clear.conversationId), momentOf(opened.event));
}

function gathered(card: TicketCard, conversationId: string): TicketCard {
  const known = card.conversationIds.split(' ');
  return known.includes(conversationId) ? card : { ...card, conversationIds: [...known, conversationId].join(' ') };
}
