import type { ClearEvent } from '#event-log';
import { after, byTime, isBefore, text } from './raw-desk.js';
import type { InTime, RawDesk, RawFile } from './raw-desk.js';
import { channelOf, isAgents, isCustomers, itemsOf } from './raw-items.js';
import type { RawItem } from './raw-items.js';
import { conversationOf, ticketsOf } from './raw-tickets.js';
import type { RawTicket } from './raw-tickets.js';

/** One of a ticket’s `TicketOpened`, `TicketReopened` and `TicketResolved`, where it stands in time. */
export interface RawMark extends InTime {
  readonly ticket: RawTicket;
  readonly event: ClearEvent;
}

/** One conversation, with everything that stands in it now, in time order. */
export interface RawConversation {
  readonly file: RawFile;
  readonly channel: string;
  readonly items: readonly RawItem[];
  readonly marks: readonly RawMark[];
  readonly tickets: readonly RawTicket[];
}

/** The conversations of a file: those in which something stands, and those in which a ticket opened. */
export function conversationsOf(file: RawFile): readonly RawConversation[] {
  const { standing, arrivals } = itemsOf(file);
  const tickets = ticketsOf(file);
  const ids = new Set([...standing.map(({ conversationId }) => conversationId), ...tickets.map(conversationOf)]);
  return [...ids].map((id) => {
    const own = tickets.filter((ticket) => conversationOf(ticket) === id);
    const came = arrivals.filter((item) => item.conversationId === id).map(channelOf);
    return {
      file,
      channel: came.find((channel) => channel !== '') ?? '',
      items: standing.filter(({ conversationId }) => conversationId === id).sort(byTime),
      marks: own.flatMap(marksOf).sort(byTime),
      tickets: own,
    };
  });
}

const marksOf = (ticket: RawTicket): readonly RawMark[] =>
  ticket.facts
    .filter(({ type }) => ['TicketOpened', 'TicketReopened', 'TicketResolved'].includes(type))
    .map((event) => ({ ticket, event, at: event.occurredAt, position: event.position }));

/** “Ticket of an item”, of a customer’s. */
export function ticketOf({ marks }: RawConversation, item: RawItem): RawTicket | undefined {
  const starts = marks.filter(({ event }) => event.type !== 'TicketResolved');
  const caused = starts.findLast(({ event }) => event === item.event || text(event, 'cause') === item.id);
  const before = starts.findLast((mark) => isBefore(mark, item));
  const later = starts.find((mark) => mark.event.type === 'TicketOpened' && isBefore(item, mark));
  return (caused ?? before ?? later)?.ticket;
}

/** “Contact”: why an item begins an episode; `undefined` where it does not. */
export function reasonOf(desk: RawDesk, { items, marks }: RawConversation, item: RawItem): string | undefined {
  if (item.kind === 'call') return 'call';
  if (item.kind === 'opening') return 'imported';
  const before = items.filter((other) => isBefore(other, item));
  if (!before.some(isCustomers)) return 'first';
  const lastMark = marks.findLast((mark) => isBefore(mark, item));
  if (lastMark?.event.type === 'TicketResolved') return 'after-resolution';
  const heard = before.findLast((other) => isCustomers(other) || isAgents(other));
  const isSilenceOver = heard !== undefined && item.at >= after(heard.at, silenceOf(desk, item) * 1000);
  return isSilenceOver ? 'after-silence' : undefined;
}

/** G, in seconds: the inbox’s setting at the item’s own position, or what is usual on its channel. */
function silenceOf({ connectedInboxes }: RawDesk, { event, position }: RawItem): number {
  const setting = connectedInboxes.findLast(
    (connected) => connected.stream === `inbox-${text(event, 'inbox')}` && connected.position < position,
  );
  const usual = ['chat', 'social'].includes(text(event, 'channel')) ? 86_400 : 604_800;
  return setting === undefined ? usual : Number(setting.clear['silenceSeconds']);
}

/** What was asked in a ticket’s conversation, and the reply to it. */
export interface RawResponse {
  readonly asked: RawItem;
  readonly reply: RawItem | undefined;
}
/** “Responses of a ticket”. */
export interface RawResponses {
  readonly first: RawItem | undefined;
  readonly next: readonly RawResponse[];
}

/** “Responses of a ticket”: the walk in time order. */
export function responsesOf(conversation: RawConversation, ticket: RawTicket): RawResponses {
  const { ticketId, opening } = ticket;
  const isAsked = (item: RawItem) => item.kind === 'message' && ticketOf(conversation, item)?.ticketId === ticketId;
  const isReply = (item: RawItem) => item.kind === 'reply' && text(item.event, 'ticketId') === ticketId;
  const walk = conversation.items.filter((item) => isAsked(item) || isReply(item));
  const replies = walk.filter(isReply);
  const next = replies.slice(1).map((reply, place) => {
    const before = replies[place];
    const between = walk.filter((item) => before && isBefore(before, item) && isBefore(item, reply));
    return { asked: between[0], reply };
  });
  const lastReply = replies.at(-1);
  const waiting = walk.find((item) => lastReply !== undefined && isBefore(lastReply, item));
  const answers = [...next, { asked: waiting, reply: undefined }];
  return {
    first: replies.find(({ at }) => at >= opening.occurredAt),
    next: answers.flatMap(({ asked, reply }) => (asked === undefined ? [] : [{ asked, reply }])),
  };
}
