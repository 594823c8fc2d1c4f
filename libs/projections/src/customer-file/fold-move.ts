import type { MessageMoved, MessageTransferredOut } from '#domain';
import { idOf } from '../projection/index.js';
import type { Pages, Told } from '../projection/index.js';
import { conversations, hearAll, tickets } from '../tickets/index.js';
import type { ConversationRow, Moment } from '../tickets/index.js';
import { timeline } from '../timeline/index.js';
import { listens } from './fold-message.js';
import { momentOf } from './moment.js';
import { entryOf, placeEntry, removeEntry } from './put-entry.js';
import { putTicket } from './put-ticket.js';

/** A message goes into another conversation: the ticket it leaves forgets it, the one it comes to hears it. */
export function foldMoved(pages: Pages, event: Told<MessageMoved>): void {
  const { messageId, fromConversationId, conversationId } = event.clear;
  const entry = entryOf(pages, idOf(event.stream), messageId);
  if (entry === undefined) return;
  const target =
    pages.of(conversations).get(conversationId) ??
    sibling(pages.of(conversations).get(fromConversationId) ?? entry, conversationId);
  const card = target.ticketId === null ? undefined : pages.of(tickets).get(target.ticketId);
  const heard = card !== undefined && listens(card);
  placeEntry(pages, { ...entry, conversationId, ticketId: target.ticketId, heard: heard ? 1 : 0 });
  pages.of(conversations).put(heard ? target : { ...target, unheard: entry.position });
  forgetUnheard(pages, fromConversationId, entry.position);
  for (const ticketId of new Set([entry.ticketId, target.ticketId])) hearAgain(pages, ticketId, momentOf(event));
}

/** A message goes to another customer: here nothing of it is left. */
export function foldTransferredOut(pages: Pages, event: Told<MessageTransferredOut>): void {
  const entry = entryOf(pages, idOf(event.stream), event.clear.messageId);
  if (entry === undefined) return;
  removeEntry(pages, entry);
  forgetUnheard(pages, entry.conversationId, entry.position);
  hearAgain(pages, entry.ticketId, momentOf(event));
}

/** A conversation made for a moved message is a sibling of the one it leaves: of the same inbox and channel. */
const sibling = (
  { inbox, channel }: Pick<ConversationRow, 'inbox' | 'channel'>,
  conversationId: string,
): ConversationRow => ({ conversationId, inbox, channel, ticketId: null, unheard: null });

function forgetUnheard(pages: Pages, conversationId: string, position: number): void {
  const conversation = pages.of(conversations).get(conversationId);
  if (conversation?.unheard === position) pages.of(conversations).put({ ...conversation, unheard: null });
}

/** A card told again from all entries its ticket heard: every entry of the file was read for the fact that moves one. */
function hearAgain(pages: Pages, ticketId: string | null, moment: Moment): void {
  const card = ticketId === null ? undefined : pages.of(tickets).get(ticketId);
  if (card === undefined) return;
  const heard = [...pages.of(timeline).all()].filter((entry) => entry.ticketId === ticketId && entry.heard === 1);
  putTicket(pages, card, { ...card, ...hearAll(heard) }, moment);
}
