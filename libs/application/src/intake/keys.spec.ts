import type { Item } from '#channels';
import { KeyedDigest } from '#sealing';
import { call, email, message, phone } from '../../testing/index.js';
import { IntakeKeys } from './keys.js';

const lina = email('lina@example.com');
const mail = message({ by: [lina], id: 'm1@example.com', at: '2026-03-01T08:00:00.000Z' });
const bytes = 'ab'.repeat(32);
const otherBytes = 'cd'.repeat(32);

describe('the keys of what comes in', () => {
  const keysOf = (secret: number) => new IntakeKeys(new KeyedDigest(new Uint8Array(32).fill(secret)));
  let keys: IntakeKeys;
  beforeEach(() => (keys = keysOf(1)));

  describe('an item', () => {
    it('is the same one by whichever road it comes: fetched live, imported later, read by a newer parser', () => {
      const imported = { ...mail, text: 'read better', place: 'mail 17' };
      expect(keys.item('help', otherBytes, imported)).toBe(keys.item('help', bytes, mail));
    });

    it.each<[string, string, Item]>([
      ['on another inbox', 'sales', mail],
      ['of another native id', 'help', { ...mail, nativeId: 'm2@example.com' }],
      ['from another sender, who took the same id', 'help', { ...mail, handles: [email('omar@example.com')] }],
      ['claimed for another time', 'help', { ...mail, claimedAt: '2026-03-01T08:00:01.000Z' }],
    ])('is another one %s', (_, inbox, other) => {
      expect(keys.item(inbox, bytes, other)).not.toBe(keys.item('help', bytes, mail));
    });

    it('without a native id is known by its bytes and its place in them', () => {
      const { nativeId: _, ...row } = call([phone('+966501112223')], 'c1', '2026-03-01T08:00:00.000Z');
      const at = (place: string, sha256: string) => keys.item('calls', sha256, { ...row, place });
      expect(at('row 1', bytes)).toBe(at('row 1', bytes));
      expect(new Set([at('row 1', bytes), at('row 2', bytes), at('row 1', otherBytes)]).size).toBe(3);
    });

    it('that is a status is told from the other statuses of its message, and from those of other recipients', () => {
      const status = (said: 'sent' | 'delivered', to: string): Item => ({
        ...{ kind: 'status', place: '', nativeId: 'wamid.1', messageNativeId: 'wamid.1', status: said, reason: '' },
        recipient: phone(to),
      });
      const of = (item: Item) => keys.item('wa', bytes, item);
      expect(of(status('sent', '+966501'))).toBe(of(status('sent', '+966501')));
      const apart = [status('sent', '+966501'), status('delivered', '+966501'), status('sent', '+966502')].map(of);
      expect(new Set(apart).size).toBe(3);
    });
  });

  it('say nothing about the person, and nothing at all to who has another handle key', () => {
    const digest = keys.handle(lina);
    expect(digest).toMatch(/^[0-9abcdefghjkmnpqrstvwxyz]{26}$/);
    expect(keysOf(2).handle(lina)).not.toBe(digest);
  });

  it('keep handles of different kinds apart, though their text is the same', () => {
    expect(keys.handle({ kind: 'phone', value: '966501', class: 'personal' })).not.toBe(
      keys.handle({ kind: 'whatsapp', value: '966501', class: 'personal' }),
    );
  });

  it('are the same after more handles than are remembered', () => {
    const before = keys.handle(lina);
    for (let n = 0; n < 20_001; n += 1) keys.thread('email', `m${n}@example.com`);
    expect(keys.handle(lina)).toBe(before);
  });

  it('find the answer to our reply by the Message-ID it left under', () => {
    expect(keys.ownReply('reply1')).toBe(keys.thread('email', 'reply1@reply.sijil'));
    expect(keys.thread('whatsapp', 'm1')).not.toBe(keys.thread('email', 'm1'));
  });

  it('know a conversation by the token after the plus, however a mail program writes it', () => {
    const token = keys.plusToken('customer.c1');
    expect(token).toMatch(/^[0-9a-z]{16}$/);
    expect(keys.plus(token.toUpperCase())).toBe(keys.plus(token));
    expect(keys.plus(keys.plusToken('customer.c2'))).not.toBe(keys.plus(token));
  });

  it('make the same customer, reply, note and transfer at every retry, and another one of each', () => {
    const made = (of: IntakeKeys) => [
      of.customer('item-1'),
      of.made('reply', 'command-1'),
      of.made('note', 'command-1'),
      of.made('transfer', 'command-1'),
    ];
    expect(made(keysOf(1))).toEqual(made(keys));
    expect(new Set([...made(keys), keys.customer('item-2'), keys.made('reply', 'command-2')]).size).toBe(6);
    expect(keys.customer('item-1')).toHaveLength(20);
  });

  it('keep quarantine and release apart by envelope, place and parser', () => {
    const apart = [
      keys.refusal(1n, 'row 1', 'cdr@1'),
      keys.release(1n, 'row 1', 'cdr@1'),
      keys.refusal(1n, 'row 1', 'cdr@2'),
      keys.refusal(1n, 'row 11', 'cdr@1'),
      keys.refusal(11n, 'row 1', 'cdr@1'),
    ];
    expect(new Set(apart).size).toBe(5);
    expect(keys.refusal(1n, 'row 1', 'cdr@1')).toBe(apart[0]);
  });

  it('tell one conversation of a handle from that of another inbox, and a ticket number from another', () => {
    const handle = keys.handle(lina);
    expect(keys.conversation('wa', handle)).not.toBe(keys.conversation('wa-2', handle));
    expect(keys.ticketNumber(1)).not.toBe(keys.ticketNumber(11));
  });
});
