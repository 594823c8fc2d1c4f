import type {
  CallLogged,
  FactOf,
  MessageReceived,
  MessageTransferredIn,
  NoteAdded,
  ReplyWritten,
  TicketEvent,
} from '#domain';
import type { MessagePart, NotePart, ReplyPart, SenderPart } from '#sealing';
import type { Opened, OpenedEvent } from '../projection/index.js';
import { erasedPart, idOf, partOf } from '../projection/index.js';
import type { Entry } from './timeline.table.js';

/** What an entry is before anything is known but when, whose and by whom. */
const blank = ({ event }: OpenedEvent) => ({
  position: Number(event.position),
  customerId: idOf(event.stream),
  occurredAt: event.occurredAt,
  entryId: '',
  conversationId: '',
  ticketId: null,
  heard: 0,
  inbox: '',
  channel: '',
  actorClass: event.actor.class,
  actorId: event.actor.id,
  automatic: 'no',
  language: '',
  senderName: '',
  senderAddress: '',
  subject: '',
  text: '',
  attachments: 0,
  nativeKey: '',
  detail: '',
  erased: 0,
});

/** A customer's message as the timeline shows it: the new text of a mail, without what it quotes. */
export function messageEntry(opened: Opened<MessageReceived | MessageTransferredIn>): Entry {
  const { clear } = opened.event;
  const { messageId, conversationId, inbox, channel, body, automatic, language, attachments, nativeKey } = clear;
  const content = partOf<MessagePart>(opened, 'content');
  return {
    ...blank(opened),
    ...senderOf(opened),
    kind: 'message',
    what: body,
    direction: 'in',
    entryId: messageId,
    conversationId,
    inbox,
    channel,
    automatic,
    language,
    attachments,
    nativeKey,
    subject: content?.subject ?? '',
    text: content === undefined ? '' : content.newText || content.text,
    erased: erasedPart(opened, 'content'),
  };
}

/** A call: who was on the line, how it ended and how long it took. */
export function callEntry(opened: Opened<CallLogged>): Entry {
  const { messageId, conversationId, inbox, direction, outcome, nativeKey, ...clear } = opened.event.clear;
  const { startedAt, endedAt, waitedSeconds, talkedSeconds } = clear;
  return {
    ...blank(opened),
    ...senderOf(opened),
    kind: 'call',
    what: outcome,
    direction: direction === 'inbound' ? 'in' : 'out',
    entryId: messageId,
    conversationId,
    inbox,
    channel: 'phone',
    nativeKey,
    detail: JSON.stringify({ startedAt, endedAt, waitedSeconds, talkedSeconds }),
    erased: erasedPart(opened, 'content'),
  };
}

/** What an agent wrote to the customer, in the channel of its conversation. */
export function replyEntry(opened: Opened<ReplyWritten>, channel: string): Entry {
  const { messageId, conversationId, ticketId, inbox, language, threadKeys } = opened.event.clear;
  const content = partOf<ReplyPart>(opened, 'content');
  return {
    ...blank(opened),
    kind: 'reply',
    what: 'text',
    direction: 'out',
    entryId: messageId,
    conversationId,
    ticketId,
    heard: 1,
    inbox,
    channel,
    language,
    nativeKey: threadKeys[0] ?? '',
    text: content?.text ?? '',
    erased: erasedPart(opened, 'content'),
  };
}

/** What an agent wrote for colleagues. */
export function noteEntry(opened: Opened<FactOf<typeof NoteAdded>>): Entry {
  const { noteId, ticketId } = opened.event.clear;
  const content = partOf<NotePart>(opened, 'content');
  return {
    ...blank(opened),
    kind: 'note',
    what: 'text',
    direction: 'inside',
    entryId: noteId,
    ticketId,
    text: content?.text ?? '',
    erased: erasedPart(opened, 'content'),
  };
}

/** Something that happened to a ticket; its clear facts are the detail. */
export function ticketEntry(opened: Opened<TicketEvent>): Entry {
  const { type, clear } = opened.event;
  const { ticketId, ...facts } = clear;
  return {
    ...blank(opened),
    kind: 'ticket',
    what: type,
    direction: 'inside',
    conversationId: type === 'TicketOpened' ? clear.conversationId : '',
    ticketId,
    inbox: type === 'TicketOpened' ? clear.inbox : '',
    detail: JSON.stringify(facts),
  };
}

function senderOf(opened: OpenedEvent): Pick<Entry, 'senderName' | 'senderAddress'> {
  const sender = partOf<SenderPart>(opened, 'sender');
  return { senderName: sender?.name ?? '', senderAddress: sender?.address ?? '' };
}
