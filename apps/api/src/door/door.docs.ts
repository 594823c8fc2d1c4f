import { flag, integer, listOf, object, ok, oneOf, text } from '../docs/index.js';
import type { Access, Chapter, Refusal, Schema } from '../docs/index.js';
import type { KeptAnswer } from './receipt.js';

const connectors: Access = ['connector', 'admin'];
const kept: { readonly [Field in keyof KeptAnswer]-?: Schema } = {
  envelope: text('aW5ib3VuZC4xLjEy', 'Opaque token of its place in the inbound log.'),
  repeated: flag(false, 'The same triple was there before: nothing changed.'),
  warning: oneOf(['same-id-other-bytes'], 'An envelope with this native id and other bytes was there before.'),
};
const line: Schema = {
  oneOf: [
    object({ line: integer(1), ...kept }, { optional: ['warning'] }),
    object({ line: integer(2), code: text('DOOR.LINE_MALFORMED'), detail: text('the line is not JSON') }),
  ],
};

const headers = {
  'Native-Id': 'The message’s own id; the SHA-256 of the bytes where it is left out.',
  Lane: '`bulk` for imports; `live` is what happens without it.',
};
const mail = 'From: Lina <lina@example.com>\r\nTo: help@desk.example\r\nSubject: My parcel\r\n\r\nWhere is it?\r\n';
const mediaType = 'message/rfc822';
const example = { headers: { 'native-id': 'm-17', lane: 'live' }, body: mail, mediaType };
const lines = `${JSON.stringify({ nativeId: 'm-18', contentType: mediaType, bodyBase64: Buffer.from(mail).toString('base64') })}\n`;
const refusals: Readonly<Record<string, Refusal>> = {
  'INBOX.NOT_FOUND': { ...example, path: { inbox: 'nowhere' } },
  'ACCESS.INBOX_OUT_OF_SCOPE': { ...example, as: 'connector', inboxes: ['billing'] },
  'DOOR.BODY_TOO_LARGE': { ...example, body: 'x'.repeat(2 * 1024 * 1024) },
  'DOOR.LANE_UNKNOWN': { ...example, headers: { lane: 'fast' } },
};
const atWhatsApp = { path: { inbox: 'whatsapp' } };
const noWebhook = { 'DOOR.WEBHOOK_NOT_OFFERED': {}, 'INBOX.NOT_FOUND': { path: { inbox: 'nowhere' } } };

/** Where messages come in. */
export const doorDocs: Chapter = {
  title: 'The door',
  routes: {
    'POST /v1/inboxes/:inbox/envelopes': {
      summary: 'Keep one body as it is',
      about: '201 when it is new, 200 when it was there. The answer comes when the bytes are on the disk.',
      access: connectors,
      takes: '*/*',
      headers,
      example,
      answer: {
        status: 201,
        schema: object<KeptAnswer>(kept, { optional: ['warning'] }),
        example: { envelope: 'aW5ib3VuZC4xLjEy', repeated: false },
      },
      refusals: {
        ...refusals,
        'DOOR.NATIVE_ID_MALFORMED': { ...example, headers: { 'native-id': 'x'.repeat(2_000) } },
      },
    },
    'POST /v1/inboxes/:inbox/envelopes/batch': {
      summary: 'Keep up to 1,000 bodies, one line of NDJSON each',
      about: 'One result a line: kept, or refused with a code; a bad line does not harm the others.',
      access: connectors,
      takes: 'application/x-ndjson',
      headers: { Lane: headers.Lane },
      example: { body: lines, mediaType: 'application/x-ndjson' },
      answer: ok(object({ results: listOf(line) }), {
        results: [{ line: 1, envelope: 'aW5ib3VuZC4xLjEz', repeated: false }],
      }),
      refusals: {
        ...refusals,
        'DOOR.BATCH_TOO_LONG': { body: '{}\n'.repeat(1_001), mediaType: 'application/x-ndjson' },
      },
    },
    'POST /v1/inboxes/:inbox/webhook': {
      summary: 'Keep what a provider delivers',
      about: 'For `whatsapp-cloud` inboxes.',
      access: 'provider',
      takes: 'application/json',
      headers: { 'X-Hub-Signature-256': 'The provider’s signature over the bytes.' },
      example: {
        ...atWhatsApp,
        headers: { 'x-hub-signature-256': 'sha256=29d77bd3e2c482c3ca6035da741243809b22295665d4f39a43eb5a186045cbcd' },
        body: '{"object":"whatsapp_business_account","entry":[]}',
        mediaType: 'application/json',
      },
      answer: { status: 200, description: 'Kept.' },
      refusals: {
        ...noWebhook,
        'DOOR.SIGNATURE_WRONG': { ...atWhatsApp, body: '{}', mediaType: 'application/json' },
        'DOOR.SECRET_MISSING': { path: { inbox: 'whatsapp-unset' }, body: '{}', mediaType: 'application/json' },
      },
    },
    'GET /v1/inboxes/:inbox/webhook': {
      summary: 'Answer a provider who asks whether the address is ours',
      access: 'provider',
      example: {
        ...atWhatsApp,
        query: { 'hub.mode': 'subscribe', 'hub.verify_token': 'an example token', 'hub.challenge': '1158201444' },
      },
      answer: { status: 200, mediaType: 'text/plain', schema: text('1158201444', 'The challenge.') },
      refusals: { ...noWebhook, 'DOOR.HANDSHAKE_REFUSED': atWhatsApp },
    },
  },
};
