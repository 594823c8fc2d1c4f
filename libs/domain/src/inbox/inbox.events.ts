// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { choice, eventKind, optional, text, whole } from '../event/index.js';
import type { FactOf } from '../event/index.js';
import { lanes } from '../customer-file/channel.js';
import { statuses } from '../customer-file/customer-file.events.js';

/** The form an inbox reads. Its channel follows from it, but for `history`, whose every line states its own. */
export const inboxKinds = ['email', 'web-chat', 'whatsapp-cloud', 'asterisk-cdr', 'history'] as const;
export type InboxKind = (typeof inboxKinds)[number];

const settings = {
  kind: choice(inboxKinds, 'what it reads'),
  address: text('the address on it: mailbox, phone number id, site'),
  region: text('ISO 3166-1 alpha-2, for numbers without a country code'),
  timeZone: text('IANA zone, for times without an offset'),
  reopenWindowSeconds: whole('a resolved ticket reopens inside it; after it comes a follow-up'),
  silenceSeconds: whole('after so much silence on both sides a message is a new contact'),
  secretName: optional(text('environment variable that holds its signing secret')),
  verifyName: optional(text('environment variable that holds its webhook verification token')),
  cause: optional(text('the command')),
  ownAddresses: optional(text('further addresses of the desk, separated by a space')),
  sendSecretName: optional(text('environment variable that holds what sending takes: an SMTP URL, a provider’s token')),
  sendUrl: optional(text('base URL of the provider’s sending interface, where it is not the usual one')),
  displayName: optional(text('name that customers see answers come from')),
};

export const InboxConnected = eventKind({
  type: 'InboxConnected',
  stream: 'inbox',
  origin: 'observed',
  meaning: 'An inbox was put to work, or given other settings.',
  clear: settings,
});
export const InboxDisconnected = eventKind({
  type: 'InboxDisconnected',
  stream: 'inbox',
  origin: 'observed',
  meaning: 'It takes nothing any more; what it took stays.',
  clear: { cause: optional(text('the command')) },
});
const refused = {
  envelope: text('position of the raw envelope in the inbound log'),
  item: text('where in the envelope: a row number, a JSON path; empty for all of it'),
  parser: text('the parser and its version'),
  lane: choice(lanes, 'live or bulk'),
};
export const EnvelopeQuarantined = eventKind({
  type: 'EnvelopeQuarantined',
  stream: 'inbox',
  origin: 'observed',
  meaning: 'An envelope, or a part of one, could not be read. Its bytes are kept.',
  clear: { ...refused, reason: text('a stable code, as in docs/errors.md') },
  sealed: { detail: 'the parser’s words, which may quote the input' },
});
export const EnvelopeReleased = eventKind({
  type: 'EnvelopeReleased',
  stream: 'inbox',
  origin: 'observed',
  meaning: 'It was read again, and now it could be.',
  clear: refused,
});
export const NoticeReceived = eventKind({
  type: 'NoticeReceived',
  stream: 'inbox',
  origin: 'observed',
  meaning: 'A provider said something that belongs to no customer’s file.',
  clear: {
    ...refused,
    noticeId: text('its item key'),
    notice: text('the provider’s word for it'),
    nativeKey: optional(text('status of nobody: keyed digest of the native message id it reports on')),
    status: optional(choice(statuses, 'status of nobody: what it reports')),
    reason: optional(text('status of nobody: the provider’s code for a failure')),
  },
  sealed: { content: 'JSON as the provider sent it' },
});

// prettier-ignore
export const inboxEventKinds = [
  InboxConnected, InboxDisconnected, EnvelopeQuarantined, EnvelopeReleased, NoticeReceived,
] as const;
export type InboxConnected = FactOf<typeof InboxConnected>;
export type EnvelopeQuarantined = FactOf<typeof EnvelopeQuarantined>;
export type EnvelopeReleased = FactOf<typeof EnvelopeReleased>;
export type NoticeReceived = FactOf<typeof NoticeReceived>;
export type InboxEvent = FactOf<(typeof inboxEventKinds)[number]>;
