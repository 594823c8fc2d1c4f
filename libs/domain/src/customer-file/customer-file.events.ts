// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { choice, eventKind, flag, instant, list, optional, text, whole } from '../event/index.js';
import type { FactOf } from '../event/index.js';
import { ticketKinds } from '../ticket/ticket.events.js';
import { channels, handleClasses, lanes } from './channel.js';

// prettier-ignore
export const bodyKinds = [
  'text', 'image', 'audio', 'video', 'document', 'sticker', 'location', 'contacts', 'interactive', 'order',
  'reaction', 'edit', 'deletion', 'system', 'call', 'unsupported', 'unknown',
] as const;
export type BodyKind = (typeof bodyKinds)[number];

// prettier-ignore
/** Why a message stands in its conversation. */
export const joinReasons = [
  'first', 'visitor', 'address', 'plus-address', 'message-id', 'in-reply-to', 'references', 'subject', 'given',
] as const;
export type JoinReason = (typeof joinReasons)[number];

/** `loop`: the desk's own mail coming back. */
export const automaticKinds = ['no', 'auto-reply', 'bounce', 'loop'] as const;
export type AutomaticKind = (typeof automaticKinds)[number];

/** How far a message of ours came, as its provider or our own outbox tells. */
export const statuses = ['sent', 'delivered', 'read', 'failed'] as const;
export type ReplyStatus = (typeof statuses)[number];

export const callOutcomes = ['answered', 'missed', 'abandoned', 'busy', 'failed', 'voicemail'] as const;
export const directions = ['inbound', 'outbound'] as const;

const observed = { stream: 'customer', origin: 'observed' } as const;
const messageId = text('the message: its item key, or derived from the command that wrote it');
const conversationId = text('the conversation, `<customerId>.c<ordinal>`');
const ticketId = text('the ticket, `<customerId>.<ordinal>`');
const inbox = text('the inbox it came in by or leaves by');
const envelope = text('position of the raw envelope in the inbound log');
const parser = text('the parser and its version, `email@1`');
const lane = choice(lanes, 'live or bulk');
const statusFields = {
  statusId: text('item key of the status; where the outbox says it, derived from the reply'),
  nativeKey: text('keyed digest of the native message id the provider reports on'),
  inbox,
  envelope: text('position of the raw envelope in the inbound log; empty where the outbox says it'),
  parser: text('the parser and its version, `whatsapp-cloud@1`; `outbox@1` where the outbox says it'),
  lane,
  messageId: optional(text('the reply, where the outbox says what became of it')),
  conversationId: optional(text('its conversation: what answers this native id belongs there')),
  maybeTwice: optional(flag('a crash cut a try off: it may have gone out once more than is told here')),
};

const conversationKey = optional(
  text('keyed digest of the session or handle whose later messages stand in this conversation; only where it is new'),
);
const messageFields = {
  messageId,
  conversationId,
  inbox,
  channel: choice(channels, 'the kind of road'),
  handle: text('keyed digest of the handle that wrote'),
  handleClass: choice(handleClasses, 'whom the handle speaks for'),
  joinedBy: choice(joinReasons, 'why it stands in this conversation'),
  conversationKey,
  body: choice(bodyKinds, 'the kind of content'),
  automatic: choice(automaticKinds, 'whether a machine wrote it'),
  language: text('ISO 639-1 of the text, or empty'),
  attachments: whole('number of attachments'),
  nativeKey: text('keyed digest of the native message id, or empty'),
  threadKeys: list('keyed digests of every message id this message names, its own first'),
  lane,
  envelope,
  parser,
} as const;

const messageParts = {
  sender: 'JSON: who wrote, as the channel tells it (name, address, reply-to, recipients)',
  content: 'JSON: subject, text, the new text of a reply, html, attachment names',
  'attachment-N': 'the bytes of attachment N, counted from 1',
};

export const MessageReceived = eventKind({
  ...observed,
  type: 'MessageReceived',
  meaning: 'A customer wrote.',
  clear: messageFields,
  sealed: messageParts,
});
const callFields = {
  outcome: choice(callOutcomes, 'how it ended'),
  startedAt: instant('when it began to ring'),
  answeredAt: optional(instant('when somebody picked up')),
  endedAt: instant('when it ended'),
  waitedSeconds: whole('seconds from start to answer, or to the end'),
  talkedSeconds: whole('seconds from answer to end'),
  lane,
  envelope,
  parser,
};
const callParts = {
  sender: 'JSON: the other side of the line',
  content: 'JSON: the record as the phone system wrote it',
};

export const CallLogged = eventKind({
  ...observed,
  type: 'CallLogged',
  meaning: 'A call took place, or was tried.',
  clear: {
    messageId,
    conversationId,
    inbox,
    handle: messageFields.handle,
    handleClass: messageFields.handleClass,
    conversationKey,
    nativeKey: messageFields.nativeKey,
    callKey: optional(
      text('keyed digest of what further records of this call name it by; only where there may be some'),
    ),
    direction: choice(directions, 'inbound: the customer called'),
    ...callFields,
  },
  sealed: callParts,
});
export const CallLegLogged = eventKind({
  ...observed,
  type: 'CallLegLogged',
  meaning: 'A further record of a call that was logged: it rang elsewhere, or was transferred. No contact of its own.',
  clear: {
    legId: text('this record: its item key'),
    messageId: text('the call: the `messageId` of its `CallLogged`'),
    conversationId,
    inbox,
    nativeKey: messageFields.nativeKey,
    ...callFields,
  },
  sealed: callParts,
});
export const ReplyWritten = eventKind({
  ...observed,
  type: 'ReplyWritten',
  meaning: 'An agent wrote to the customer.',
  clear: {
    messageId,
    conversationId,
    ticketId,
    inbox,
    answers: optional(text('the message it answers')),
    threadKeys: list('keyed digests of the message ids it will carry'),
    language: messageFields.language,
    lane: optional(
      choice(lanes, 'live or bulk; live where it is left out. What comes in bulk is history and never sent'),
    ),
    nativeKey: optional(text('keyed digest of the id it has where it was written; only where it was imported')),
    envelope: optional(envelope),
    parser: optional(parser),
  },
  sealed: { content: 'JSON: text, html' },
});
export const NoteAdded = eventKind({
  ...observed,
  type: 'NoteAdded',
  meaning: 'An agent wrote a note that the customer does not see.',
  clear: { noteId: text('the note'), ticketId },
  sealed: { content: 'JSON: text' },
});
export const ReplySent = eventKind({
  ...observed,
  type: 'ReplySent',
  meaning: 'The provider took a message of ours.',
  clear: statusFields,
});
export const ReplyDelivered = eventKind({
  ...observed,
  type: 'ReplyDelivered',
  meaning: 'A message of ours reached the customer’s device or mailbox.',
  clear: statusFields,
});
export const ReplyRead = eventKind({
  ...observed,
  type: 'ReplyRead',
  meaning: 'The customer opened a message of ours.',
  clear: statusFields,
});
export const ReplyFailed = eventKind({
  ...observed,
  type: 'ReplyFailed',
  meaning: 'A message of ours did not arrive.',
  clear: { ...statusFields, reason: text('the provider’s code') },
  sealed: { detail: 'JSON: the provider’s words' },
});

const cause = text('id of the message, call or command that brought it about');
export const MessageMoved = eventKind({
  ...observed,
  type: 'MessageMoved',
  meaning: 'A message was put into another conversation of the same customer.',
  clear: { messageId, fromConversationId: conversationId, conversationId, cause: optional(cause) },
});
export const MessageTransferredOut = eventKind({
  ...observed,
  type: 'MessageTransferredOut',
  meaning: 'A message was found to belong to another customer; the intention, first of two facts.',
  clear: {
    messageId,
    transferId: text('the transfer'),
    toCustomerId: text('whose it is'),
    conversationId,
    cause: optional(cause),
  },
});
export const MessageTransferredIn = eventKind({
  ...observed,
  type: 'MessageTransferredIn',
  meaning: 'The message arrived in the file of the customer it belongs to; its keys follow it.',
  clear: { ...messageFields, transferId: text('the transfer'), fromCustomerId: text('where it stood') },
  sealed: messageParts,
});
export const CustomerErased = eventKind({
  ...observed,
  type: 'CustomerErased',
  meaning: 'What this customer wrote and was told can be read by nobody any more: its keys are destroyed.',
  clear: { cause },
});
export type MessageReceived = FactOf<typeof MessageReceived>;
export type CallLogged = FactOf<typeof CallLogged>;
export type CallLegLogged = FactOf<typeof CallLegLogged>;
export type ReplyWritten = FactOf<typeof ReplyWritten>;
export type ReplySent = FactOf<typeof ReplySent>;
export type MessageMoved = FactOf<typeof MessageMoved>;
export type MessageTransferredOut = FactOf<typeof MessageTransferredOut>;
export type MessageTransferredIn = FactOf<typeof MessageTransferredIn>;

// prettier-ignore
export const customerFileKinds = [
  MessageReceived, CallLogged, CallLegLogged, ReplyWritten, NoteAdded, ReplySent, ReplyDelivered, ReplyRead, ReplyFailed,
  MessageMoved, MessageTransferredOut, MessageTransferredIn, CustomerErased,
  ...ticketKinds,
] as const;

/** Every fact that can stand in a customer's file. */
export type CustomerFileEvent = FactOf<(typeof customerFileKinds)[number]>;
