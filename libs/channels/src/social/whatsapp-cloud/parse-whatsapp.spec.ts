import fc from 'fast-check';
import { bodyOf, contacts, read, readBytes, written } from './fixtures/bodies.js';

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
