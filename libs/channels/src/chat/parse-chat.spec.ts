import fc from 'fast-check';
import type { InboxProfile, MessageItem, ParsedEnvelope } from '../item.js';
import { parseChat } from './parse-chat.js';

const inbox: InboxProfile = {
  id: 'shop',
  kind: 'web-chat',
  address: 'shop.example',
  ownAddresses: [],
  region: 'SA',
  timeZone: 'Asia/Riyadh',
};
const visitor = { visitor: 'v1', session: 's1', name: 'Lina', email: 'Lina@Example.com', phone: '0501234567' };
const readBytes = (bytes: Uint8Array, context: string): ParsedEnvelope =>
  parseChat(
    { bytes, context, contentType: 'application/json', receivedAt: '2026-03-01T08:00:00.000Z', nativeId: 's1/m1' },
    inbox,
  ) as ParsedEnvelope;
const read = (frame: unknown, context: object = visitor): ParsedEnvelope =>
  readBytes(Buffer.from(JSON.stringify(frame)), JSON.stringify(context));

describe('a message of a chat window', () => {
  it('is a message of all the visitor is known by', () => {
    const frame = { type: 'message', id: 'm1', text: 'أين طلبي؟', at: '2026-03-01T10:59:59+03:00' };
    expect(read(frame)).toEqual({
      parser: 'web-chat@1',
      refusals: [],
      items: [
        {
          kind: 'message',
          place: '',
          nativeId: 's1/m1',
          claimedAt: '2026-03-01T07:59:59.000Z',
          handles: [
            { kind: 'chat', value: 'shop/v1', class: 'personal' },
            { kind: 'email', value: 'lina@example.com', class: 'personal' },
            { kind: 'phone', value: '+966501234567', class: 'personal' },
          ],
          senderName: 'Lina',
          replyTo: 'v1',
          recipients: [],
          body: 'text',
          subject: '',
          text: 'أين طلبي؟',
          newText: 'أين طلبي؟',
          html: '',
          attachments: [],
          thread: { ownId: 's1/m1', inReplyTo: [], references: [], session: 's1' },
          automatic: 'no',
        },
      ],
    });
  });

  it('takes no word of the window for who wrote it', () => {
    const frame = { type: 'message', id: 'm1', text: 'hi', visitor: 'v2', email: 'boss@example.com' };
    const [item] = read(frame, { visitor: 'v1', session: 's1' }).items as MessageItem[];
    expect(item?.handles).toEqual([{ kind: 'chat', value: 'shop/v1', class: 'personal' }]);
  });

  it('is not tied to an address that speaks for many, or a number that is none', () => {
    const [item] = read(
      { type: 'message', id: 'm1', text: 'hi' },
      { ...visitor, email: 'info@example.com', phone: '12' },
    ).items as MessageItem[];
    expect(item?.handles).toHaveLength(1);
  });

  it.each(['yesterday', '2026-03-01 08:00', '2026-99-01T08:00:00Z', ''])('claims no time with "%s"', (at) => {
    expect(read({ type: 'message', id: 'm1', text: 'hi', at }).items[0]).not.toHaveProperty('claimedAt');
  });

  it.each<[unknown]>([
    [{ type: 'hello', token: 'x' }],
    [{ type: 'message', text: 'hi' }],
    [{ type: 'message', id: '', text: 'hi' }],
    [{ type: 'message', id: 'm'.repeat(129), text: 'hi' }],
    [{ type: 'message', id: 'm1' }],
    [{ type: 'message', id: 'm1', text: 7 }],
    [['message']],
    [null],
  ])('is not %j', (frame) => {
    expect(read(frame)).toMatchObject({ items: [], refusals: [{ place: '', reason: 'CHAT.NOT_A_MESSAGE' }] });
  });

  it('of nobody is refused', () => {
    expect(read({ type: 'message', id: 'm1', text: 'hi' }, {})).toMatchObject({
      items: [],
      refusals: [{ reason: 'CHAT.NO_VISITOR' }],
    });
  });

  it('never makes the reader fail, whatever the bytes and the context', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((json) => Buffer.from(json)),
        ),
        fc.oneof(fc.string(), fc.json()),
        (bytes, context) => {
          expect(readBytes(bytes, context).refusals).toHaveLength(1);
        },
      ),
    );
  });

  it('is taken or refused, and never makes the reader fail, whatever stands in its fields', () => {
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('', '2026-02-30T25:00:00Z', '+000', 'a@', '\ud800'),
    );
    const fields = fc.dictionary(fc.constantFrom('type', 'id', 'text', 'at'), odd);
    const known = fc.dictionary(fc.constantFrom(...Object.keys(visitor)), odd);
    fc.assert(
      fc.property(fields, known, (said, who) => {
        const frame = { type: 'message', id: 'm1', text: 'أين طلبي؟', ...said };
        const { items, refusals } = read(frame, { ...visitor, ...who });
        expect(items.length + refusals.length).toBe(1);
      }),
      { numRuns: 500 },
    );
  });
});
