import type { Item, MessageItem } from '#channels';
import { call, email, message, phone } from '../../../testing/index.js';
import { outlineEnvelope, outlineItem } from './outline.js';

const secret = 'Where is the ring that I bought for Lina?';
const lina = email('lina@example.com');
const mail: MessageItem = {
  ...message({ by: [lina], id: 'm1@example.com', text: secret }),
  ...{ senderName: secret, recipients: [secret], subject: secret, html: secret, extra: { secret } },
  attachments: [
    { name: secret, contentType: 'image/png', size: 1, inline: true, contentId: 'logo', bytes: Buffer.from('1') },
    { name: secret, contentType: 'application/pdf', size: 2, inline: false, bytes: Buffer.from('22') },
  ],
};
const past = { place: '', channel: 'email', conversation: '7', by: { class: 'agent', id: 'sami' } } as const;

describe('the outline of an item', () => {
  it.each<[string, Item]>([
    ['a message', mail],
    ['a call', { ...call([phone('+966501112223')], 'c1', '2026-03-01T08:00:00.000Z'), senderName: secret, record: { secret } }], // prettier-ignore
    ['a notice', { kind: 'notice', place: '', notice: 'account_update', content: { secret } }],
    ['an opening', { kind: 'opening', ...past, handles: [lina], senderName: secret, subject: secret, text: secret }],
    ['a reply of the past', { kind: 'reply', ...past, text: secret, html: secret, resolves: false }],
  ])('of %s holds no word that is only sealed', (_, item) => {
    const { outline, plain } = outlineItem(item);
    expect(JSON.stringify(outline)).not.toContain(secret);
    expect(plain.map(({ plaintext }) => plaintext).join()).toContain(secret);
  });

  it('tells the language of what is new in a message, and counts what hangs on it', () => {
    expect(outlineItem(mail).outline).toMatchObject({ language: 'en', attachments: 1, handles: [lina] });
  });

  it('keeps a status whole: of a message nobody wrote here, all of it is told to the inbox', () => {
    const status: Item = { kind: 'status', place: '', status: 'read', messageNativeId: 'w1', reason: '', detail: { a: 1 } }; // prettier-ignore
    expect(outlineItem(status)).toEqual({ outline: status, plain: [{ name: 'detail', plaintext: '{"a":1}' }] });
  });

  it('that our own code chokes on sets that item aside, and none of its neighbours', () => {
    const choking = { ...mail, place: 'row 2', extra: { tooLarge: 1n } };
    const refused = { place: 'row 9', reason: 'TEST.BAD', detail: '' };
    const read = outlineEnvelope({ parser: 'test@1', items: [mail, choking, mail], refusals: [refused] });
    expect(read.items).toHaveLength(2);
    expect(read.refusals).toMatchObject([refused, { place: 'row 2', reason: 'INTAKE.UNDECIDABLE' }]);
  });
});
