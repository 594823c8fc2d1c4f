import type { Inbox } from '#application';
import { inboxKinds } from '#domain';
import { cast, facts, integer, listOf, object, ok, oneOf, position, text, write } from '../docs/index.js';
import type { Chapter, Schema } from '../docs/index.js';
import { InboxBody, NewInboxBody } from './inbox.bodies.js';

const optional = ['secretName', 'verifyName', 'sendSecretName', 'sendUrl', 'displayName'] as const;
const settled: { readonly [Field in keyof Inbox]-?: Schema } = {
  id: text(cast.inbox),
  kind: oneOf(inboxKinds),
  address: text('help@desk.example', 'Mailbox, phone number id, site.'),
  ownAddresses: listOf(text('support@desk.example'), 'Mail from one of these is a loop.'),
  region: text('SA', 'ISO 3166-1, for numbers without a country code; empty for none.'),
  timeZone: text('Asia/Riyadh', 'IANA.'),
  reopenWindowSeconds: integer(604_800),
  silenceSeconds: integer(604_800),
  secretName: text('HELP_SECRET', 'A variable of the environment.'),
  verifyName: text('HELP_VERIFY', 'A variable of the environment.'),
  sendSecretName: text('HELP_PASSWORD', 'A variable of the environment: an SMTP URL, a provider’s token.'),
  sendUrl: text('https://graph.provider.example', 'Base URL of the provider’s sending interface.'),
  displayName: text('Help desk', 'Name that customers see answers come from.'),
};
const inbox = object<Inbox>(settled, { optional });
const oneInbox = object<Inbox & { readonly position: bigint }>({ ...settled, position }, { optional });
const settings = { kind: 'email', address: 'help@desk.example', timeZone: 'Asia/Riyadh' };

/** The addresses of the desk. */
export const inboxDocs: Chapter = {
  title: 'Inboxes',
  routes: {
    'GET /v1/inboxes': {
      summary: 'Every inbox that is connected',
      answer: ok(object({ inboxes: listOf(inbox), position })),
    },
    'GET /v1/inboxes/:inbox': {
      summary: 'One inbox',
      answer: ok(oneInbox),
      refusals: { 'INBOX.NOT_FOUND': { path: { inbox: 'nowhere' } } },
    },
    'POST /v1/inboxes': write({
      summary: 'Connect an inbox',
      body: NewInboxBody,
      example: { body: { id: 'billing', ...settings } },
      answer: facts(['InboxConnected'], { status: 201 }),
      refusals: { 'INBOX.KIND_FIXED': { body: { ...settings, id: cast.inbox, kind: 'web-chat' } } },
    }),
    'PUT /v1/inboxes/:inbox': write({
      summary: 'Connect an inbox, or set it anew',
      body: InboxBody,
      example: { path: { inbox: 'sales' }, body: settings },
      answer: facts(['InboxConnected']),
      refusals: { 'INBOX.KIND_FIXED': { body: { ...settings, kind: 'web-chat' } } },
    }),
    'DELETE /v1/inboxes/:inbox': write({
      summary: 'Disconnect an inbox',
      about: 'What it took stays.',
      given: [{ route: 'PUT /v1/inboxes/:inbox', path: { inbox: 'old' }, body: settings }],
      example: { path: { inbox: 'old' } },
      answer: facts(['InboxDisconnected']),
      refusals: { 'INBOX.NOT_FOUND': { path: { inbox: 'nowhere' } } },
    }),
  },
};
