import { flag, instant, integer, listOf, object, ok, created, oneOf, position, text, write } from '../docs/index.js';
import type { Chapter, Schema, Step } from '../docs/index.js';
import type { ShownWebhook } from './shown-webhook.js';
import { NewWebhookBody, WebhookBody, WebhookReplayBody } from './webhook.bodies.js';

const pause = object<NonNullable<ShownWebhook['pause']>>({
  by: text('this-run', 'The agent or key that asked for it, or `system`.'),
  reason: text('WEBHOOK.PAUSED', 'A stable code.'),
  at: instant(),
});
const fields: { readonly [Field in keyof ShownWebhook]-?: Schema } = {
  id: text('crm'),
  url: text('https://crm.example/log'),
  secretName: text('EXAMPLE_WEBHOOK', 'A variable of the environment.'),
  types: listOf(text('TicketOpened'), 'Empty for all.'),
  streams: listOf(text('customer'), 'Empty for all.'),
  withText: flag(false, 'Whether it is told what people wrote.'),
  maxRecords: integer(100, 'Records of one delivery, at most.'),
  createdAt: instant(),
  state: oneOf(['active', 'paused']),
  pause,
  position,
  behind: integer(0, 'Events of the log it was not told of yet, for it or not; up to ten seconds old.'),
  failures: integer(0, 'Tries in a row that came to nothing.'),
  failingSince: instant(),
  nextTryAt: instant(),
  lastOutcome: text('HTTP.204', 'Of the last try; empty before the first.'),
  deliveredAt: instant(),
  deliveries: integer(1, 'Taken, since it was made.'),
  recordsDelivered: integer(12, 'In them.'),
  failedTries: integer(0, 'Since it was made.'),
};
const optional = ['pause', 'position', 'failingSince', 'nextTryAt', 'deliveredAt'] as const;
const shown = object<ShownWebhook>(fields, { optional });

const settings = { url: 'https://crm.example/log', secretName: 'EXAMPLE_WEBHOOK', types: ['TicketOpened'] };
const crm = { path: { webhook: 'crm' } } as const;
const given: readonly Step[] = [{ route: 'POST /v1/webhooks', body: { id: 'crm', ...settings } }];
const nobody = { 'WEBHOOK.NOT_FOUND': { path: { webhook: 'nobody' } } } as const;
const unusable = {
  'WEBHOOK.URL_REFUSED': { body: { id: 'inside', ...settings, url: 'https://192.168.1.1/' } },
  'WEBHOOK.SECRET_UNUSABLE': { body: { id: 'inside', ...settings, secretName: 'NOT_SET_ANYWHERE' } },
} as const;
const restored = 'the example desk was never restored';

/** Whom the log is told to. */
export const webhookDocs: Chapter = {
  title: 'Webhooks',
  routes: {
    'GET /v1/webhooks': {
      summary: 'Every webhook, and how it goes',
      answer: ok(object({ webhooks: listOf(shown), position })),
    },
    'GET /v1/webhooks/:webhook': {
      summary: 'One webhook',
      given,
      example: crm,
      answer: ok(shown),
      refusals: nobody,
    },
    'POST /v1/webhooks': write({
      summary: 'Have the log told to an address',
      about: 'In the order of the log, at least once, signed by Standard Webhooks: see docs/http.md.',
      body: NewWebhookBody,
      example: { body: { id: 'archive', ...settings, from: 'first', maxRecords: 50 } },
      answer: created(shown),
      refusals: {
        'WEBHOOK.ID_TAKEN': { given, body: { id: 'crm', ...settings } },
        'WEBHOOK.TOO_MANY': { untried: 'it takes 64 of them' },
        'WEBHOOK.POSITION_UNKNOWN': { untried: 'a position that can be read and is not in the log is of no desk' },
        'POSITION.UNREADABLE': { body: { id: 'elsewhere', ...settings, after: 'nowhere' } },
        ...unusable,
      },
    }),
    'PUT /v1/webhooks/:webhook': write({
      summary: 'Set a webhook anew',
      about: 'What is left out is as usual again. It goes on where it stood.',
      body: WebhookBody,
      given,
      example: { ...crm, body: { ...settings, withText: true } },
      answer: ok(shown),
      refusals: {
        'WEBHOOK.NOT_FOUND': { path: { webhook: 'nobody' }, body: settings },
        'WEBHOOK.URL_REFUSED': { ...crm, given, body: { ...settings, url: 'http://crm.example/' } },
        'WEBHOOK.SECRET_UNUSABLE': { ...crm, given, body: { ...settings, secretName: 'NOT_SET_ANYWHERE' } },
      },
    }),
    'DELETE /v1/webhooks/:webhook': write({
      summary: 'Remove a webhook',
      given: [{ route: 'POST /v1/webhooks', body: { id: 'old', ...settings } }],
      example: { path: { webhook: 'old' } },
      answer: ok(object<{ id: string }>({ id: text('old') })),
      refusals: nobody,
    }),
    'POST /v1/webhooks/:webhook/pause': write({
      summary: 'Deliver nothing for now',
      given,
      example: crm,
      answer: ok(shown),
      refusals: nobody,
    }),
    'POST /v1/webhooks/:webhook/resume': write({
      summary: 'Go on delivering',
      about: 'From where it stood, and at once, however often it failed before.',
      given,
      example: crm,
      answer: ok(shown),
      refusals: { ...nobody, 'WEBHOOK.CURSOR_STALE': { untried: restored } },
    }),
    'POST /v1/webhooks/:webhook/replay': write({
      summary: 'Deliver again from a position',
      about: 'It moves where the webhook stands, forward or back; one that is paused stays so.',
      body: WebhookReplayBody,
      given,
      example: { ...crm, body: { from: 'first' } },
      answer: ok(shown),
      refusals: {
        'WEBHOOK.NOT_FOUND': { path: { webhook: 'nobody' }, body: { from: 'first' } },
        'WEBHOOK.POSITION_UNKNOWN': { untried: 'a position that can be read and is not in the log is of no desk' },
        'WEBHOOK.CURSOR_LOST': { untried: restored },
        'POSITION.UNREADABLE': { ...crm, given, body: { after: 'nowhere' } },
      },
    }),
  },
};
