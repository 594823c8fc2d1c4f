import type { Item } from '#channels';
import type { InboxKind } from '#domain';
import { KeyedDigest } from '#sealing';
import { call, chat, email, inboxSettings, message, phone } from '../../../testing/index.js';
import { IntakeKeys } from '../keys.js';
import { incomingOf } from '../reading/incoming.js';
import type { Incoming } from '../reading/incoming.js';
import { outlineItem } from '../reading/outline.js';
import { occurredAt, occasionOf } from './occasion.js';
import { commandOf } from './to-command.js';

const keys = new IntakeKeys(new KeyedDigest(new Uint8Array(32)));
const receivedAt = '2026-03-01T08:00:00.000Z';

function incoming(item: Item, kind: InboxKind = 'email'): Incoming {
  const envelope = { inbox: 'help', nativeId: 'n', sha256: 's', lane: 'bulk', contentType: '', receivedAt, size: 0, context: '', position: 3n } as const; // prettier-ignore
  const inbox = { id: 'help', ...inboxSettings(kind), ownAddresses: [] };
  const arrival = { envelope, inbox, parsed: { parser: 'test@1', items: [], refusals: [] } };
  return { ...incomingOf(outlineItem(item), inbox, arrival, keys), key: 'item' };
}
const asked = (item: Item, kind?: InboxKind) => commandOf(incoming(item, kind), [], 7, keys);
const by = [email('lina@example.com')];

describe('an item becomes a command', () => {
  it.each([
    ['what the channel claims', '2026-02-27T10:00:00.000Z', '2026-02-27T10:00:00.000Z'],
    ['the door’s clock where the claim lies in the future', '2026-03-01T09:00:00.000Z', receivedAt],
    ['the door’s clock where nothing is claimed', undefined, receivedAt],
  ])('that happened at %s', (_, claimed, happened) => {
    const item = message({ by, id: 'm1', ...(claimed === undefined ? {} : { at: claimed }) });
    expect(occurredAt(item, receivedAt)).toBe(happened);
    expect(asked(item)).toMatchObject({ kind: 'ReceiveMessage', occurredAt: happened, at: receivedAt });
    expect(occasionOf(incoming(item))).toMatchObject({
      occurredAt: happened,
      receivedAt,
      correlationId: 'envelope-help-3',
    });
  });

  it('that says in the clear nothing about the person but digests', () => {
    const said = JSON.stringify(asked(message({ by, id: 'm1@example.com', text: 'my secret' })));
    for (const personal of ['lina', 'm1@example.com', 'secret', 'Somebody']) expect(said).not.toContain(personal);
    expect(said).toContain(keys.handle({ kind: 'email', value: 'lina@example.com', class: 'personal' }));
  });

  it('that joins the one conversation of a session or handle, where the channel keeps one', () => {
    const session = message({ by: [chat('v1')], id: 'c1', thread: { session: 's1' } });
    expect(asked(session, 'web-chat')).toMatchObject({ newConversationKey: keys.conversation('help', 's1') });
    const writes = message({ by: [phone('+966500000001')], id: 'w1' });
    const ofHandle = { newConversationKey: keys.conversation('help', 'phone:+966500000001') };
    expect(asked(writes, 'whatsapp-cloud')).toMatchObject(ofHandle);
    expect(asked(call([phone('+966500000001')], 'c1', receivedAt), 'asterisk-cdr')).toMatchObject(ofHandle);
    expect(asked(message({ by, id: 'm1' }))).toMatchObject({ newConversationKey: '' });
    const withheld = call([{ kind: 'phone', value: '', class: 'none' }], 'c2', receivedAt);
    expect(asked(withheld, 'asterisk-cdr')).toMatchObject({
      kind: 'LogCall',
      newConversationKey: '',
      call: { lane: 'bulk' },
    });
  });

  it('that names each id it knows once, its own first', () => {
    const item = message({ by, id: 'm3', thread: { inReplyTo: ['m2'], references: ['m1', 'm2'] } });
    expect(asked(item)).toMatchObject({
      message: {
        nativeKey: keys.thread('email', 'm3'),
        threadKeys: ['m3', 'm2', 'm1'].map((id) => keys.thread('email', id)),
      },
    });
  });

  it('unless it is a notice, which belongs to no file', () => {
    expect(() => asked({ kind: 'notice', notice: 'n', content: 1, place: '' })).toThrow(TypeError);
  });
});
