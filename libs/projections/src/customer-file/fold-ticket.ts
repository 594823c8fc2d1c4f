import type { TicketEvent, TicketOpened, TicketStatus } from '#domain';
import type { Opened, Pages, Told } from '../projection/index.js';
import { conversations, foldTicket, hear, openedCard, ticketNumbers, tickets } from '../tickets/index.js';
import type { ConversationRow, LaterTicketEvent, TicketCard } from '../tickets/index.js';
import { ticketEntry, timeline } from '../timeline/index.js';
import type { Entry } from '../timeline/index.js';
import { momentOf } from './moment.js';
import { addEntry, placeEntry } from './put-entry.js';
import { putTicket } from './put-ticket.js';

/** Something happened to a ticket: its card changes, and the timeline tells of it. */
export function foldTicketFact(pages: Pages, opened: Opened<TicketEvent>): void {
  const { event } = opened;
  const entry = ticketEntry(opened);
  addEntry(pages, entry);
  if (event.type === 'TicketOpened') foldOpened(pages, event, entry);
  else foldLater(pages, event);
}

/** A ticket opens because of a message that nobody heard yet: now it is this ticket's. A stated one is heard itself. */
function foldOpened(pages: Pages, event: Told<TicketOpened>, entry: Entry): void {
  const { ticketId, conversationId, inbox, number, channel = '' } = event.clear;
  const begun = { conversationId, inbox, channel, ticketId: null, unheard: null };
  const conversation = pages.of(conversations).get(conversationId) ?? begun;
  const opened = { ...openedCard(event), channel: conversation.channel };
  const card = entry.heard === 1 ? hear(opened, entry) : opened;
  pages.of(ticketNumbers).put({ number, ticketId });
  putTicket(pages, undefined, heardNow(pages, card, unheardIn(pages, conversation)), momentOf(event));
  pages.of(conversations).put({ ...conversation, ticketId, unheard: null });
}

function foldLater(pages: Pages, event: Told<LaterTicketEvent>): void {
  const before = pages.of(tickets).get(event.clear.ticketId);
  if (before === undefined) return;
  const after = foldTicket(before, event);
  const returns = takesUp(event) && isAtWork(after.state) && !isAtWork(before.state);
  putTicket(pages, before, returns ? takenUp(pages, after, event.clear.cause) : after, momentOf(event));
}

/** Others find a ticket at work that is over only where the fact that took it up was dropped: they name no conversation. */
const takesUp = ({ type }: Told<LaterTicketEvent>): boolean => type === 'TicketReopened' || type === 'SpamMarkRemoved';

/** A ticket that becomes active again is the one its conversation's next message meets, and hears what brought it back. */
function takenUp(pages: Pages, card: TicketCard, cause: string): TicketCard {
  const conversation = pages.of(conversations).get(card.conversationId);
  if (conversation === undefined) return card;
  const entry = unheardIn(pages, conversation);
  const caused = entry?.entryId === cause ? entry : undefined;
  const unheard = caused === undefined ? conversation.unheard : null;
  pages.of(conversations).put({ ...conversation, ticketId: card.ticketId, unheard });
  return heardNow(pages, card, caused);
}

const unheardIn = (pages: Pages, { unheard }: ConversationRow): Entry | undefined =>
  unheard === null ? undefined : pages.of(timeline).get(unheard);

function heardNow(pages: Pages, card: TicketCard, entry: Entry | undefined): TicketCard {
  if (entry === undefined) return card;
  placeEntry(pages, { ...entry, ticketId: card.ticketId, heard: 1 });
  return hear(card, entry);
}

const isAtWork = (status: TicketStatus): boolean =>
  status === 'new' || status === 'open' || status === 'pending' || status === 'snoozed';
