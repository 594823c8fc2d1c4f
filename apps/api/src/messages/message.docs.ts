import type { OpenedMessage, ShownAttachment, ShownHtml, ShownText } from '#messages';
import { cast, flag, integer, listOf, object, ok, oneOf, orNull, position, text } from '../docs/index.js';
import type { Chapter, Schema } from '../docs/index.js';
import { entryFields } from '../pages/page.schemas.js';
import { MessageParams } from './message.params.js';

const dir = oneOf(['ltr', 'rtl']);
const attachment = object<ShownAttachment>({
  n: integer(1, 'From 1.'),
  name: text('invoice.txt', 'A name a file can have on any machine.'),
  dir,
  contentType: text('text/plain', 'What it is said to be.'),
  size: integer(21, 'Bytes.'),
  inline: flag(false, 'The text shows it in its place.'),
  kept: oneOf(['here', 'provider'], '`provider`: only the provider has its bytes.'),
});
const html = object<ShownHtml>({
  markup: text('<p>Where is my parcel?</p>', 'Sanitised: nothing in it runs, nothing is fetched from elsewhere.'),
  dir,
  blockedImages: integer(0, 'Images that lie elsewhere and were left out.'),
});
const opened = object<OpenedMessage>({
  whole: object<ShownText>({ text: text('Where is my parcel?', 'All of it, quotes and signature too.'), dir }),
  html: orNull(html),
  recipients: listOf(text('help@desk.example')),
  replyTo: text(''),
  attachments: listOf(attachment),
});
const message: Schema = object({ ...entryFields, opened }, { optional: ['delivery', 'opened'] });

const inItsFile = { query: { customerId: cast.customerId } };
const nobody = { ...inItsFile, path: { messageId: '0'.repeat(20) } };

/** One message whole. */
export const messageDocs: Chapter = {
  title: 'Messages',
  routes: {
    'GET /v1/messages/:messageId': {
      summary: 'One message whole',
      about:
        'Messages, calls, replies and notes by their ids, in the file their entry names. `opened` is left out once erased, and for calls and notes.',
      query: MessageParams,
      example: inItsFile,
      answer: ok(object({ position, message })),
      refusals: { 'MESSAGE.NOT_FOUND': nobody },
    },
    'GET /v1/messages/:messageId/attachments/:n': {
      summary: 'Download an attachment',
      about: 'Always as a file to keep; of a type that can do harm only as bytes.',
      query: MessageParams,
      example: { ...inItsFile, path: { n: '1' } },
      answer: { status: 200, mediaType: 'text/plain', schema: text('Thank you for waiting') },
      refusals: {
        'MESSAGE.NOT_FOUND': { ...nobody, path: { ...nobody.path, n: '1' } },
        'ATTACHMENT.NOT_FOUND': { ...inItsFile, path: { n: '2' } },
        'ATTACHMENT.WITH_PROVIDER': { untried: 'Messages of providers that keep what was attached.' },
        'ATTACHMENT.ERASED': { untried: 'Its customer was erased.' },
      },
    },
  },
};
