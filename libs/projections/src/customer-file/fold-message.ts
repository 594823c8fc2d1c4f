import { asksForAnswer, bringsBack } from '#domain';
import type { CallLegLogged, CallLogged, MessageReceived, MessageTransferredIn } from '#domain';
import { idOf } from '../projection/index.js';
import type { Opened, Pages, Told } from '../projection/index.js';
import { conversations, hear, heardFrom, tickets } from '../tickets/index.js';
import type { ConversationRow, TicketCard } from '../tickets/index.js';
import { callEntry, messageEntry, withLeg } from '../timeline/index.js';
import type { Entry, EntryPlace } from '../timeline/index.js';
import { addEntry, entryOf, placeEntry } from './put-entry.js';
import { momentOf } from './moment.js';
import { putTicket } from './put-ticket.js';

/** A message or call that came into this file. */
type SpokenFact = MessageReceived | CallLogged | MessageTransferredIn;
type Spoken = Told<SpokenFact>;

/**
 * A message or call takes its place. The ticket of its conversation hears it, unless that ticket is over: then the
 * conversation remembers it for the ticket it may open or reopen.
 */
export function foldSpoken(pages: Pages, opened: Opened<SpokenFact>): void {
  const { event } = opened;
  const conversation = pages.of(conversations).get(event.clear.conversationId) ?? begunBy(event);
  const { ticketId } = conversation;
  const card = ticketId === null ? undefined : pages.of(tickets).get(ticketId);
  const hears = card !== undefined && listens(card);
  const entry = spokenEntry(opened, { ticketId, heard: hears ? 1 : 0 });
  addEntry(pages, entry, hears ? card.customerName : '');
  if (hears) putTicket(pages, card, hear(wakened(card, event), entry), momentOf(event));
  else pages.of(conversations).put({ ...conversation, unheard: entry.position });
}

/** A call rang elsewhere, or was transferred: it is the same call, and is told in one entry. */
export function foldLeg(pages: Pages, event: Told<CallLegLogged>): void {
  const call = entryOf(pages, idOf(event.stream), event.clear.messageId);
  if (call !== undefined) placeEntry(pages, withLeg(call, event));
}

function spokenEntry(opened: Opened<SpokenFact>, place: EntryPlace): Entry {
  const { event } = opened;
  return event.type === 'CallLogged'
    ? callEntry({ ...opened, event }, place)
    : messageEntry({ ...opened, event }, place);
}

/** Whether a ticket takes note of what comes in: a resolved or closed one does not, until it is brought back. */
export const listens = ({ state }: TicketCard): boolean => state !== 'resolved' && state !== 'closed';

const begunBy = ({ clear }: Spoken): ConversationRow => ({
  conversationId: clear.conversationId,
  inbox: clear.inbox,
  channel: 'channel' in clear ? clear.channel : 'phone',
  ticketId: null,
  unheard: null,
});

/** The domain's rule: what asks for an answer opens a pending ticket, imported history only when it is the younger. */
function wakened(card: TicketCard, { clear, occurredAt }: Spoken): TicketCard {
  const back = asksForAnswer(clear) && bringsBack({ lane: clear.lane, occurredAt }, card.stateSince);
  return back ? heardFrom(card, occurredAt) : card;
}
