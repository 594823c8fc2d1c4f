import type {
  CallLogged,
  FactOf,
  MessageReceived,
  MessageTransferredIn,
  NoteAdded,
  ReplyWritten,
  TicketEvent,
  TicketOpened,
} from '#domain';
import type { MessagePart, NotePart, OpeningPart, ReplyPart, SenderPart } from '#sealing';
import type { Opened, OpenedEvent } from '../projection/index.js';
import { erasedPart, idOf, partOf } from '../projection/index.js';
import { callDetail } from './call-detail.js';
import type { Entry } from './timeline.table.js';

/** The ticket something said in a conversation belongs to, and whether that ticket takes note of it. */
export type EntryPlace = Pick<Entry, 'ticketId' | 'heard'>;

/** What an entry must be told beside its fact, and what it may be. */
type Told = Pick<Entry, 'kind' | 'what' | 'direction'> & {
  readonly [Column in keyof Entry]?: Entry[Column] | undefined;
};

/** One literal with every column: entries are made for every fact, and objects of one shape are cheap. */
const entry = ({ event }: OpenedEvent, told: Told): Entry => ({
  position: Number(event.position),
  customerId: idOf(event.stream),
  occurredAt: event.occurredAt,
  kind: told.kind,
  what: told.what,
  direction: told.direction,
  entryId: told.entryId ?? '',
  conversationId: told.conversationId ?? '',
  ticketId: told.ticketId ?? null,
  heard: told.heard ?? 0,
  inbox: told.inbox ?? '',
  channel: told.channel ?? '',
  actorClass: event.actor.class,
  actorId: event.actor.id,
  automatic: told.automatic ?? 'no',
  language: told.language ?? '',
  senderName: told.senderName ?? '',
  senderAddress: told.senderAddress ?? '',
  subject: told.subject ?? '',
  text: told.text ?? '',
  attachments: told.attachments ?? 0,
  nativeKey: told.nativeKey ?? '',
  detail: told.detail ?? '',
  erased: told.erased ?? 0,
});

/** A customer's message as the timeline shows it: the new text of a mail, without what it quotes. */
export function messageEntry(opened: Opened<MessageReceived | MessageTransferredIn>, place: EntryPlace): Entry {
  const { messageId, conversationId, inbox, channel, body, automatic, language, attachments, nativeKey } =
    opened.event.clear;
  const content = partOf<MessagePart>(opened, 'content');
  const sender = partOf<SenderPart>(opened, 'sender');
  return entry(opened, {
    kind: 'message',
    what: body,
    direction: 'in',
    entryId: messageId,
    conversationId,
    ticketId: place.ticketId,
    heard: place.heard,
    inbox,
    channel,
    automatic,
    language,
    senderName: sender?.name,
    senderAddress: sender?.address,
    subject: content?.subject,
    text: content?.newText || content?.text,
    attachments,
    nativeKey,
    erased: erasedPart(opened, 'content'),
  });
}

/** A call: who was on the line, how it ended and how long it took. */
export function callEntry(opened: Opened<CallLogged>, place: EntryPlace): Entry {
  const { messageId, conversationId, inbox, direction, outcome, nativeKey, ...clear } = opened.event.clear;
  const sender = partOf<SenderPart>(opened, 'sender');
  return entry(opened, {
    ...place,
    kind: 'call',
    what: outcome,
    direction: direction === 'inbound' ? 'in' : 'out',
    entryId: messageId,
    conversationId,
    inbox,
    channel: 'phone',
    senderName: sender?.name,
    senderAddress: sender?.address,
    nativeKey,
    detail: JSON.stringify(callDetail(clear)),
    erased: erasedPart(opened, 'content'),
  });
}

/** What an agent wrote to the customer, in the channel of its conversation. */
export function replyEntry(opened: Opened<ReplyWritten>, channel: string): Entry {
  const { messageId, conversationId, ticketId, inbox, language, threadKeys } = opened.event.clear;
  return entry(opened, {
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
    nativeKey: threadKeys[0],
    text: partOf<ReplyPart>(opened, 'content')?.text,
    erased: erasedPart(opened, 'content'),
  });
}

/** What an agent wrote for colleagues. */
export function noteEntry(opened: Opened<FactOf<typeof NoteAdded>>): Entry {
  const { noteId, ticketId } = opened.event.clear;
  const text = partOf<NotePart>(opened, 'content')?.text;
  const erased = erasedPart(opened, 'content');
  return entry(opened, { kind: 'note', what: 'text', direction: 'inside', entryId: noteId, ticketId, text, erased });
}

/** Something that happened to a ticket; its clear facts are the detail. */
export function ticketEntry(opened: Opened<TicketEvent>): Entry {
  const { type, clear } = opened.event;
  const { ticketId, ...facts } = clear;
  const told = { kind: 'ticket', what: type, direction: 'inside', ticketId, detail: JSON.stringify(facts) } as const;
  return type === 'TicketOpened' ? openingEntry(opened, told, clear) : entry(opened, told);
}

/** An opening that a system outside states says by itself who asked, and for what. */
function openingEntry(opened: OpenedEvent, told: Told, { conversationId, inbox, channel }: Opening): Entry {
  const opening = { ...told, conversationId, inbox };
  if (channel === undefined) return entry(opened, opening);
  const sender = partOf<SenderPart>(opened, 'sender');
  const content = partOf<OpeningPart>(opened, 'content');
  return entry(opened, {
    ...opening,
    channel,
    heard: 1,
    senderName: sender?.name,
    senderAddress: sender?.address,
    subject: content?.subject,
    text: content?.text,
    erased: erasedPart(opened, 'content'),
  });
}
type Opening = TicketOpened['clear'];
