// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { choice, eventKind, flag, instant, list, optional, text, whole } from '../event/index.js';
import type { FactOf } from '../event/index.js';

export const channels = ['email', 'chat', 'social', 'phone'] as const;
export type Channel = (typeof channels)[number];

/** `live` as it happens; `bulk` for imports, which start no timers, automations or sends. */
export const lanes = ['live', 'bulk'] as const;
export type Lane = (typeof lanes)[number];

/** A handle speaks for one person, for many (info@, a switchboard), or for nobody (withheld, no-reply). */
export const handleClasses = ['personal', 'shared', 'none'] as const;
export type HandleClass = (typeof handleClasses)[number];

export const bodyKinds = [
  'text', 'image', 'audio', 'video', 'document', 'sticker', 'location', 'contacts', 'interactive', 'order',
  'reaction', 'edit', 'deletion', 'system', 'call', 'unsupported', 'unknown',
] as const; // prettier-ignore
export type BodyKind = (typeof bodyKinds)[number];

/** Why a message stands in its conversation. */
export const joinReasons = [
  'first', 'visitor', 'address', 'plus-address', 'message-id', 'in-reply-to', 'references', 'subject', 'given',
] as const; // prettier-ignore
export type JoinReason = (typeof joinReasons)[number];

/** `loop`: the desk's own mail coming back. */
export const automaticKinds = ['no', 'auto-reply', 'bounce', 'loop'] as const;
export type AutomaticKind = (typeof automaticKinds)[number];

export const callOutcomes = ['answered', 'missed', 'abandoned', 'busy', 'failed', 'voicemail'] as const;
export const directions = ['inbound', 'outbound'] as const;
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

const messageId = text('the message: its item key, or derived from the command that wrote it');
const conversationId = text('the conversation, `<customerId>.c<ordinal>`');
const ticketId = text('the ticket, `<customerId>.<ordinal>`');
const inbox = text('the inbox it came in by or leaves by');
const envelope = text('position of the raw envelope in the inbound log');
const parser = text('the parser and its version, `email@1`');
const lane = choice(lanes, 'live or bulk');
const statusFields = {
  statusId: text('item key of the status'),
  nativeKey: text('keyed digest of the native message id the provider reports on'),
  inbox,
  envelope,
  parser,
  lane,
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
  type: 'MessageReceived',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'A customer wrote.',
  clear: messageFields,
  sealed: messageParts,
});
export const CallLogged = eventKind({
  type: 'CallLogged',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'A call took place, or was tried.',
  clear: {
    messageId,
    conversationId,
    inbox, // prettier-ignore
    handle: messageFields.handle,
    handleClass: messageFields.handleClass,
    conversationKey,
    nativeKey: messageFields.nativeKey,
    direction: choice(directions, 'inbound: the customer called'),
    outcome: choice(callOutcomes, 'how it ended'),
    startedAt: instant('when it began to ring'),
    answeredAt: optional(instant('when somebody picked up')),
    endedAt: instant('when it ended'),
    waitedSeconds: whole('seconds from start to answer, or to the end'),
    talkedSeconds: whole('seconds from answer to end'),
    lane,
    envelope,
    parser, // prettier-ignore
  },
  sealed: { sender: 'JSON: the other side of the line', content: 'JSON: the record as the phone system wrote it' },
});
export const ReplyWritten = eventKind({
  type: 'ReplyWritten',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'An agent wrote to the customer.',
  clear: {
    messageId,
    conversationId,
    ticketId,
    inbox, // prettier-ignore
    answers: optional(text('the message it answers')),
    threadKeys: list('keyed digests of the message ids it will carry'),
    language: messageFields.language,
  },
  sealed: { content: 'JSON: text, html' },
});
export const NoteAdded = eventKind({
  type: 'NoteAdded',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'An agent wrote a note that the customer does not see.',
  clear: { noteId: text('the note'), ticketId },
  sealed: { content: 'JSON: text' },
});
export const ReplySent = eventKind({
  type: 'ReplySent',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'The provider took a message of ours.',
  clear: statusFields,
});
export const ReplyDelivered = eventKind({
  type: 'ReplyDelivered',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'A message of ours reached the customer’s device or mailbox.',
  clear: statusFields,
});
export const ReplyRead = eventKind({
  type: 'ReplyRead',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'The customer opened a message of ours.',
  clear: statusFields,
});
export const ReplyFailed = eventKind({
  type: 'ReplyFailed',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'A message of ours did not arrive.',
  clear: { ...statusFields, reason: text('the provider’s code') },
  sealed: { detail: 'JSON: the provider’s words' },
});

const cause = text('id of the message, call or command that brought it about');
export const MessageMoved = eventKind({
  type: 'MessageMoved',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'A message was put into another conversation of the same customer.',
  clear: { messageId, fromConversationId: conversationId, conversationId, cause: optional(cause) },
});
export const MessageTransferredOut = eventKind({
  type: 'MessageTransferredOut',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
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
  type: 'MessageTransferredIn',
  stream: 'customer',
  origin: 'observed', // prettier-ignore
  meaning: 'The message arrived in the file of the customer it belongs to; its keys follow it.',
  clear: { ...messageFields, transferId: text('the transfer'), fromCustomerId: text('where it stood') },
  sealed: messageParts,
});
export type MessageReceived = FactOf<typeof MessageReceived>;
export type CallLogged = FactOf<typeof CallLogged>;
export type ReplyWritten = FactOf<typeof ReplyWritten>;

// ── tickets ────────────────────────────────────────────────────────────────────────────────────────────────

const ticket = { ticketId, cause };
const derived = { stream: 'customer', origin: 'derived' } as const;
const decided = { stream: 'customer', origin: 'observed' } as const;

export const TicketOpened = eventKind({
  ...derived,
  type: 'TicketOpened',
  meaning: 'The desk promised to solve one thing.',
  clear: {
    ...ticket,
    conversationId,
    inbox,
    number: whole('the short number people see'),
    policyVersion: text('version of the rule that opened it'),
    follows: optional(text('the ticket it follows up')),
  },
});
export const TicketReopened = eventKind({
  ...derived,
  type: 'TicketReopened',
  meaning: 'The customer came back about it, or an agent took the resolution back.',
  clear: { ...ticket, policyVersion: text('version of the rule that reopened it') },
});
export const TicketWoken = eventKind({
  ...derived,
  type: 'TicketWoken',
  meaning: 'A snoozed ticket is open again.',
  clear: { ...ticket, because: choice(['due', 'message', 'agent'], 'what woke it') },
});
export const TicketClosed = eventKind({
  ...derived,
  type: 'TicketClosed',
  meaning: 'A resolved ticket is past its reopen window: what comes now is a follow-up.',
  clear: ticket,
});
export const TicketAssigned = eventKind({
  ...decided,
  type: 'TicketAssigned',
  meaning: 'One agent is now responsible.',
  clear: { ...ticket, agentId: text('the assignee'), claimed: flag('the agent took it; otherwise it was given') },
});
export const TicketUnassigned = eventKind({
  ...decided,
  type: 'TicketUnassigned',
  meaning: 'The assignee released it.',
  clear: { ...ticket, agentId: text('who had it') },
});
export const TicketHandedOver = eventKind({
  ...decided,
  type: 'TicketHandedOver',
  meaning: 'It went to a team, with its story.',
  clear: { ...ticket, teamId: text('the team'), fromAgentId: optional(text('who had it')) },
});
export const TicketPrioritised = eventKind({
  ...decided,
  type: 'TicketPrioritised',
  meaning: 'Its priority was set.',
  clear: { ...ticket, priority: choice(priorities, 'the priority') },
});
export const TicketTagged = eventKind({
  ...decided,
  type: 'TicketTagged',
  meaning: 'A tag was put on it.',
  clear: { ...ticket, tag: text('the tag') },
});
export const TicketUntagged = eventKind({
  ...decided,
  type: 'TicketUntagged',
  meaning: 'A tag was taken off.',
  clear: { ...ticket, tag: text('the tag') },
});
export const TicketPending = eventKind({
  ...decided,
  type: 'TicketPending',
  meaning: 'It waits for the customer.',
  clear: ticket,
});
export const TicketSnoozed = eventKind({
  ...decided,
  type: 'TicketSnoozed',
  meaning: 'It sleeps until a stated instant.',
  clear: { ...ticket, until: instant('when it wakes') },
});
export const TicketResolved = eventKind({
  ...decided,
  type: 'TicketResolved',
  meaning: 'The promise is kept.',
  clear: ticket,
});
export const MarkedAsSpam = eventKind({
  ...decided,
  type: 'MarkedAsSpam',
  meaning: 'It was no request at all.',
  clear: ticket,
});
export const SpamMarkRemoved = eventKind({
  ...decided,
  type: 'SpamMarkRemoved',
  meaning: 'It was a request after all.',
  clear: ticket,
});

export const customerFileKinds = [
  MessageReceived, CallLogged, ReplyWritten, NoteAdded, ReplySent, ReplyDelivered, ReplyRead, ReplyFailed,
  MessageMoved, MessageTransferredOut, MessageTransferredIn,
  TicketOpened, TicketReopened, TicketWoken, TicketClosed, TicketAssigned, TicketUnassigned, TicketHandedOver,
  TicketPrioritised, TicketTagged, TicketUntagged, TicketPending, TicketSnoozed, TicketResolved,
  MarkedAsSpam, SpamMarkRemoved,
] as const; // prettier-ignore

/** Every fact that can stand in a customer's file. */
export type CustomerFileEvent = FactOf<(typeof customerFileKinds)[number]>;
