import fc from 'fast-check';
import type { InboxProfile, MessageItem, ParsedEnvelope } from '../../item.js';
import { parseWhatsApp } from './parse-whatsapp.js';

const inbox: InboxProfile = {
  id: 'whatsapp',
  kind: 'whatsapp-cloud',
  address: '1122334455667',
  ownAddresses: [],
  region: 'SA',
  timeZone: 'Asia/Riyadh',
};
const read = (body: unknown): ParsedEnvelope => readBytes(Buffer.from(JSON.stringify(body)));
const readBytes = (bytes: Uint8Array): ParsedEnvelope =>
  parseWhatsApp(
    { bytes, contentType: 'application/json', receivedAt: '2026-03-01T08:00:00.000Z', nativeId: '', context: '' },
    inbox,
  ) as ParsedEnvelope;

const contacts = [{ profile: { name: 'لينا حداد' }, wa_id: '966501234567' }];
const metadata = { display_phone_number: '966112223333', phone_number_id: '1122334455667' };
const bodyOf = (value: object, field = 'messages') => ({
  object: 'whatsapp_business_account',
  entry: [{ id: '1', time: 1_772_352_000, changes: [{ field, value: { metadata, contacts, ...value } }] }],
});
const written = { from: '966501234567', id: 'wamid.1', timestamp: '1772352000' };
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

describe('a WhatsApp status', () => {
  const status = { id: 'wamid.9', timestamp: '1772352000', recipient_id: '966501234567' };
  const itemOf = (change: object) => read(bodyOf({ statuses: [{ ...status, ...change }] })).items[0];

  it.each([
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
    ['failed', 'failed'],
  ])('"%s" means that our message was %s', (word, meaning) => {
    expect(itemOf({ status: word })).toMatchObject({
      kind: 'status',
      status: meaning,
      messageNativeId: 'wamid.9',
      nativeId: `wamid.9/${word}/966501234567`,
      recipient: { kind: 'whatsapp', value: '966501234567' },
      reason: '',
    });
  });

  it('of a failure carries the provider’s code', () => {
    expect(itemOf({ status: 'failed', errors: [{ code: 130472, title: 'experiment' }] })).toMatchObject({
      reason: '130472',
    });
  });

  it('of a group tells who of its people read it', () => {
    const group = {
      status: 'read',
      recipient_id: 'g1',
      recipient_type: 'group',
      recipient_participant_id: '966501234567',
    };
    expect(itemOf(group)).toMatchObject({ recipient: { value: '966501234567' } });
  });

  it('that WhatsApp invents next year is a notice', () => {
    expect(itemOf({ status: 'smelled' })).toMatchObject({ kind: 'notice', notice: 'status' });
  });

  it('of no message is refused', () => {
    const { refusals } = read(bodyOf({ statuses: [{ status: 'sent' }] }));
    expect(refusals).toMatchObject([
      { reason: 'WHATSAPP.NO_MESSAGE_ID', place: 'entry[0].changes[0].value.statuses[0]' },
    ]);
  });
});

describe('a WhatsApp call', () => {
  const call = {
    id: 'wacid.1',
    from: '966501234567',
    to: '966112223333',
    direction: 'USER_INITIATED',
    timestamp: '1772352120',
  };
  const itemOf = (change: object) => read(bodyOf({ calls: [{ ...call, ...change }] }, 'calls')).items[0];

  it('is told when it ends', () => {
    const ended = {
      event: 'terminate',
      status: 'COMPLETED',
      start_time: '1772352000',
      end_time: '1772352120',
      duration: 120,
    };
    expect(itemOf(ended)).toMatchObject({
      kind: 'call',
      nativeId: 'wacid.1',
      direction: 'inbound',
      outcome: 'answered',
      startedAt: '2026-03-01T08:00:00.000Z',
      answeredAt: '2026-03-01T08:00:00.000Z',
      endedAt: '2026-03-01T08:02:00.000Z',
      talkedSeconds: 120,
      senderName: 'لينا حداد',
    });
  });

  it('that nobody picked up was missed, or failed', () => {
    expect(itemOf({ event: 'terminate' })).toMatchObject({ outcome: 'missed', talkedSeconds: 0 });
    expect(itemOf({ event: 'terminate', status: 'FAILED' })).toMatchObject({ outcome: 'failed' });
  });

  it('of ours is with the one we called', () => {
    const ours = { event: 'terminate', direction: 'BUSINESS_INITIATED', from: '966112223333', to: '966501234567' };
    expect(itemOf(ours)).toMatchObject({
      direction: 'outbound',
      handles: [{ value: '966501234567' }, { kind: 'phone' }],
    });
  });

  it('that begins to ring is a notice', () => {
    expect(itemOf({ event: 'connect' })).toMatchObject({ kind: 'notice', notice: 'call' });
  });
});

describe('a WhatsApp body', () => {
  it('may hold several entries, changes and messages', () => {
    const [entry] = bodyOf({ messages: [written, written] }).entry;
    const { items } = read({ entry: [entry, { changes: [...(entry?.changes ?? []), ...(entry?.changes ?? [])] }] });
    expect(items.map(({ place }) => place)).toEqual([
      'entry[0].changes[0].value.messages[0]',
      'entry[0].changes[0].value.messages[1]',
      'entry[1].changes[0].value.messages[0]',
      'entry[1].changes[0].value.messages[1]',
      'entry[1].changes[1].value.messages[0]',
      'entry[1].changes[1].value.messages[1]',
    ]);
  });

  it('may be the bare value that 360dialog passes on', () => {
    const { items } = read({ contacts, messages: [{ ...written, type: 'text', text: { body: 'Test' } }] });
    expect(items).toMatchObject([{ place: 'messages[0]', text: 'Test', senderName: 'لينا حداد' }]);
  });

  it.each(['account_update', 'user_preferences', 'smb_message_echoes', 'message_template_status_update'])(
    'about %s is a notice, kept as sent',
    (field) => {
      const body = bodyOf({ event: 'X', messages: [written] }, field);
      expect(read(body)).toMatchObject({
        items: [
          {
            kind: 'notice',
            notice: field,
            claimedAt: '2026-03-01T08:00:00.000Z',
            content: body.entry[0]?.changes[0]?.value,
          },
        ],
        refusals: [],
      });
    },
  );

  it('with errors and nothing else is a notice', () => {
    expect(read(bodyOf({ errors: [{ code: 1 }] })).items).toMatchObject([{ notice: 'errors', content: [{ code: 1 }] }]);
  });

  it('with nothing in it is kept all the same', () => {
    expect(read(bodyOf({})).items).toMatchObject([{ kind: 'notice', notice: 'messages' }]);
  });

  it('does not put a stranger’s words into the clear', () => {
    expect(read(bodyOf({}, 'lina@example.com')).items).toMatchObject([{ notice: 'unknown' }]);
  });

  it.each<[string, unknown, string]>([
    ['is a list', [], ''],
    ['has entries that are none', { entry: {} }, 'entry'],
    ['has no entries', {}, 'entry'],
    ['has an entry that is no object', { entry: [1] }, 'entry[0]'],
    ['has changes that are none', { entry: [{ changes: 1 }] }, 'entry[0].changes'],
    ['has a change without a value', { entry: [{ changes: [{ field: 'messages' }] }] }, 'entry[0].changes[0].value'],
    ['has messages that are none', bodyOf({ messages: 'hi' }), 'entry[0].changes[0].value.messages'],
  ])('that %s is refused there', (_what, body, place) => {
    expect(read(body)).toMatchObject({ items: [], refusals: [{ reason: 'WHATSAPP.MALFORMED', place }] });
  });

  it('that is no JSON is refused as a whole', () => {
    expect(readBytes(Buffer.from('{"object":'))).toMatchObject({
      items: [],
      refusals: [{ reason: 'WHATSAPP.NOT_JSON', place: '' }],
    });
  });

  it('never makes the reader fail, whatever its bytes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(readBytes(bytes).refusals.length).toBeGreaterThan(0)));
  });

  it('never makes the reader fail, whatever stands where', () => {
    const whole = JSON.stringify(bodyOf({
      messages: [{ ...written, type: 'image', image: { id: '7' }, context: { id: 'w' } }, { ...written, type: 'edit', edit: { message: {} } }],
      statuses: [{ id: 'wamid.9', status: 'read', recipient_id: '9665', errors: [{ code: 1 }] }],
      calls: [{ id: 'c', event: 'terminate', from: '966501234567', start_time: '1', duration: 3 }],
    })); // prettier-ignore
    const values = [...whole.matchAll(/(?<=[:,[])("[^"]*"|\d+|\{[^{}]*\}|\[[^[\]]*\])(?=[,}\]])/g)];
    fc.assert(
      fc.property(fc.nat({ max: values.length - 1 }), fc.json({ maxDepth: 2 }), (n, json) => {
        const [found] = values[n] ?? [''];
        const at = values[n]?.index ?? 0;
        const mutated = whole.slice(0, at) + json + whole.slice(at + found.length);
        const { items, refusals } = readBytes(Buffer.from(mutated));
        expect(items.length + refusals.length).toBeGreaterThan(0);
        expect(() => JSON.stringify(items)).not.toThrow();
      }),
    );
  });
});
