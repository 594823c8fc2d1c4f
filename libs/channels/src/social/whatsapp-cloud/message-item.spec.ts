import type { MessageItem } from '../../item.js';
import { bodyOf, read, written } from './fixtures/bodies.js';

const messageOf = (message: object): MessageItem => {
  const { items, refusals } = read(bodyOf({ messages: [{ ...written, ...message }] }));
  expect(refusals).toEqual([]);
  expect(items).toHaveLength(1);
  return items[0] as MessageItem;
};

describe('a WhatsApp message', () => {
  it('becomes a message of the person behind the number, by the time the channel claims', () => {
    expect(messageOf({ type: 'text', text: { body: 'أين طلبي؟' } })).toEqual({
      kind: 'message',
      place: 'entry[0].changes[0].value.messages[0]',
      nativeId: 'wamid.1',
      claimedAt: '2026-03-01T08:00:00.000Z',
      handles: [
        { kind: 'whatsapp', value: '966501234567', class: 'personal' },
        { kind: 'phone', value: '+966501234567', class: 'personal' },
      ],
      senderName: 'لينا حداد',
      replyTo: '966501234567',
      recipients: ['966112223333'],
      body: 'text',
      subject: '',
      text: 'أين طلبي؟',
      newText: 'أين طلبي؟',
      html: '',
      attachments: [],
      thread: { ownId: 'wamid.1', inReplyTo: [], references: [] },
      automatic: 'no',
    });
  });

  it.each<[string, object, Partial<MessageItem>]>([
    ['a picture', { type: 'image', image: { id: '7', mime_type: 'image/jpeg', caption: 'broken' } }, { body: 'image', text: 'broken' }],
    ['a voice message', { type: 'audio', audio: { id: '7', mime_type: 'audio/ogg; codecs=opus', voice: true } }, { body: 'audio' }],
    ['a place', { type: 'location', location: { name: 'Bay Bridge', address: 'San Francisco' } }, { body: 'location', text: 'Bay Bridge, San Francisco' }],
    ['people', { type: 'contacts', contacts: [{ name: { formatted_name: 'Rami' } }, { name: { formatted_name: 'Sara' } }] }, { body: 'contacts', text: 'Rami, Sara' }],
    ['a pressed button', { type: 'button', button: { text: 'Yes', payload: 'y' } }, { body: 'interactive', text: 'Yes' }],
    ['a button of a menu', { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Track' } } }, { body: 'interactive', text: 'Track' }],
    ['a line of a list', { type: 'interactive', interactive: { type: 'list_reply', list_reply: { title: 'Riyadh', description: 'north' } } }, { body: 'interactive', text: 'Riyadh\nnorth' }],
    ['an order', { type: 'order', order: { text: 'please', product_items: [] } }, { body: 'order', text: 'please' }],
    ['a changed number', { type: 'system', system: { body: 'changed', wa_id: '9665', type: 'user_changed_number' } }, { body: 'system', text: 'changed' }],
    ['what WhatsApp cannot pass on', { type: 'unsupported', errors: [{ code: 131051 }] }, { body: 'unsupported', text: '' }],
    ['an error in place of a picture', { type: 'image', image: { id: '7' }, errors: [{ code: 400 }] }, { body: 'unsupported', attachments: [] }],
    ['a type of next year', { type: 'hologram', hologram: { id: '7' } }, { body: 'unknown', text: '' }],
    ['a type that is a word of JavaScript', { type: 'constructor' }, { body: 'unknown', text: '' }],
    ['a text without its text', { type: 'text' }, { body: 'unknown', text: '' }],
  ])('tells %s', (_what, message, expected) => {
    expect(messageOf(message)).toMatchObject(expected);
  }); // prettier-ignore

  it('names media by what must be fetched, and makes up a file name where there is none', () => {
    expect(messageOf({ type: 'audio', audio: { id: '7', mime_type: 'audio/ogg; codecs=opus' } }).attachments).toEqual([
      { name: 'audio-1.ogg', contentType: 'audio/ogg; codecs=opus', size: 0, inline: false, mediaId: '7' },
    ]);
    expect(messageOf({ type: 'document', document: { id: '7', filename: 'bill.pdf' } }).attachments[0]?.name).toBe(
      'bill.pdf',
    );
  });

  it('joins what it answers, reacts to, changes or takes back', () => {
    const answers = (message: object) => messageOf(message).thread.inReplyTo;
    expect(answers({ type: 'text', text: { body: 'yes' }, context: { id: 'wamid.0' } })).toEqual(['wamid.0']);
    expect(answers({ type: 'reaction', reaction: { message_id: 'wamid.0', emoji: '👍' } })).toEqual(['wamid.0']);
    expect(answers({ type: 'revoke', revoke: { original_message_id: 'wamid.0' } })).toEqual(['wamid.0']);
    expect(answers({ type: 'text', text: { body: 'yes' }, context: { id: ' ', forwarded: true } })).toEqual([]);
  });

  it('holds the new text of an edit, once', () => {
    const inner = { type: 'text', text: { body: 'at ten' } };
    const edit = messageOf({ type: 'edit', edit: { original_message_id: 'wamid.0', message: inner } });
    expect(edit).toMatchObject({ body: 'edit', text: 'at ten', thread: { inReplyTo: ['wamid.0'] } });
    const twice = { type: 'edit', edit: { message: { type: 'edit', edit: { message: inner } } } };
    expect(messageOf(twice).text).toBe('');
  });

  it('keeps what has no place of its own', () => {
    const referral = { source_type: 'ad', headline: 'Spring' };
    expect(messageOf({ type: 'text', text: { body: 'hi' }, referral }).extra).toEqual({ referral });
    expect(messageOf({ type: 'hologram', hologram: { id: '7' } }).extra).toEqual({
      type: 'hologram',
      hologram: { id: '7' },
    });
  });

  it('of a group is a conversation of its own with each who writes in it', () => {
    expect(messageOf({ type: 'text', text: { body: 'hi' }, group_id: 'g1' }).thread.session).toBe('g1');
  });

  it('of somebody who hides the number is known by the id Meta gives in its place', () => {
    const { handles } = messageOf({ from: undefined, from_user_id: 'US.1349', type: 'text', text: { body: 'hi' } });
    expect(handles).toEqual([{ kind: 'whatsapp', value: 'US.1349', class: 'personal' }]);
  });

  it('without a sender is refused, and only it', () => {
    const messages = [{ id: 'wamid.2', type: 'text' }, { ...written, type: 'text', text: { body: 'hi' } }, 'text'];
    const { items, refusals } = read(bodyOf({ messages }));
    expect(items).toHaveLength(1);
    expect(refusals.map(({ place, reason }) => [place, reason])).toEqual([
      ['entry[0].changes[0].value.messages[0]', 'WHATSAPP.NO_SENDER'],
      ['entry[0].changes[0].value.messages[2]', 'WHATSAPP.MALFORMED'],
    ]);
  });
});
