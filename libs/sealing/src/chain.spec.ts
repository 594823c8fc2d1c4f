import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { newStream } from '#event-log';
import type { EventDraft, SealedParts } from '#event-log';
import { chainHash } from './chain.js';

const draft: EventDraft = {
  id: '0195c6d2-1c00-8a3b-9f00-000000000001',
  type: 'NoteAdded',
  schema: 1,
  clear: { ticketId: 'c1.1', noteId: 'n1' },
  sealed: { content: { keyId: 7, owner: 'customer-c1', bytes: Buffer.from('sealed') } },
  occurredAt: '2026-03-01T08:00:00.000Z',
  receivedAt: '2026-03-01T08:00:01.000Z',
  actor: { class: 'agent', id: 'a1' },
  correlationId: 'm1',
  causationId: 'm1',
};
const hashOf = (changed: Partial<EventDraft> = {}, stream = 'customer-c1', version = 1, previous = newStream.hash) =>
  Buffer.from(chainHash(previous, stream, version, { ...draft, ...changed })).toString('hex');

/** The layout of the docstring, written a second time, without haste. */
function slowly(previous: Uint8Array, stream: string, version: number, { sealed, ...clear }: EventDraft): string {
  const length = (value: number): Buffer => Buffer.from(value.toString(16).padStart(8, '0'), 'hex');
  const text = (value: string): Buffer[] => [length(Buffer.byteLength(value)), Buffer.from(value)];
  const pieces: Uint8Array[] = [previous, ...text(canonicalize({ ...clear, stream, version }) ?? '')];
  const parts = Object.entries(sealed).sort(([one], [other]) => (one < other ? -1 : 1));
  pieces.push(length(parts.length));
  for (const [name, { keyId, owner, bytes, blob }] of parts) {
    const held = blob === undefined ? Buffer.from(bytes ?? []) : Buffer.from(blob);
    pieces.push(...text(name), ...text(`${keyId}`), ...text(owner));
    pieces.push(Buffer.of(blob === undefined ? 0 : 1), length(held.length), held);
  }
  return hash('sha256', Buffer.concat(pieces), 'hex');
}

const word = fc.string({ unit: 'grapheme' });
const partName = fc.stringMatching(/^[a-z]+(-\d)?$/);
const part = fc.record({ keyId: fc.nat(), owner: word, bytes: fc.uint8Array({ maxLength: 5000, size: 'max' }) });
const blobPart = fc.record({ keyId: fc.nat(), owner: word, blob: fc.stringMatching(/^[0-9a-f]{64}$/) });
const parts: fc.Arbitrary<SealedParts> = fc.dictionary(partName, fc.oneof(part, blobPart));
const clear = fc.dictionary(word, fc.oneof(word, fc.maxSafeInteger(), fc.boolean(), fc.array(word)));

describe('the hash of an event', () => {
  it('is the same tomorrow as today', () => {
    expect(hashOf()).toBe('61213bef54d7acb33cbe98850f1b601d66c469ef8c3524760e62464fb8c84271');
  });

  it('is what its description says, for any event', () => {
    const previous = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(previous, word, fc.nat(), clear, parts, (before, stream, version, fields, sealed) => {
        const event = { ...draft, clear: fields, sealed };
        expect(hashOf(event, stream, version, before)).toBe(slowly(before, stream, version, event));
      }),
    );
  });

  it('holds for parts of several megabytes', () => {
    const sealed = { content: { keyId: 1, owner: 'c', bytes: new Uint8Array(3_000_000) } };
    expect(hashOf({ sealed })).toBe(slowly(newStream.hash, 'customer-c1', 1, { ...draft, sealed }));
  });

  const content = { keyId: 7, owner: 'customer-c1', bytes: Buffer.from('sealed') };
  it.each<[string, string]>([
    ['another event before it', hashOf({}, 'customer-c1', 1, Buffer.alloc(32, 1))],
    ['another stream', hashOf({}, 'customer-c2')],
    ['another version', hashOf({}, 'customer-c1', 2)],
    ['another id', hashOf({ id: '0195c6d2-1c00-8a3b-9f00-000000000002' })],
    ['another type', hashOf({ type: 'ReplyWritten' })],
    ['another schema', hashOf({ schema: 2 })],
    ['another clear field', hashOf({ clear: { ticketId: 'c1.1', noteId: 'n2' } })],
    ['one clear field more', hashOf({ clear: { ...draft.clear, tag: '' } })],
    ['another occurredAt', hashOf({ occurredAt: draft.receivedAt })],
    ['another receivedAt', hashOf({ receivedAt: draft.occurredAt })],
    ['another class of actor', hashOf({ actor: { class: 'bot', id: 'a1' } })],
    ['another actor', hashOf({ actor: { class: 'agent', id: 'a2' } })],
    ['another correlation', hashOf({ correlationId: 'm2' })],
    ['another cause', hashOf({ causationId: 'm2' })],
    ['another key', hashOf({ sealed: { content: { ...content, keyId: 8 } } })],
    ['another owner', hashOf({ sealed: { content: { ...content, owner: 'customer-c2' } } })],
    ['other sealed bytes', hashOf({ sealed: { content: { ...content, bytes: Buffer.from('sealeD') } } })],
    ['another name of a part', hashOf({ sealed: { sender: content } })],
    ['a part more', hashOf({ sealed: { content, sender: content } })],
    ['no parts', hashOf({ sealed: {} })],
    [
      'a blob whose name is the bytes',
      hashOf({ sealed: { content: { keyId: 7, owner: 'customer-c1', blob: 'sealed' } } }),
    ],
  ])('is another one for %s', (_change, changed) => {
    expect(changed).not.toBe(hashOf());
  });

  it('does not care in which order fields and parts were written', () => {
    const sealed = { b: { ...content, keyId: 2 }, a: { ...content, keyId: 1 } };
    const other = { a: sealed.a, b: sealed.b };
    expect(hashOf({ sealed })).toBe(hashOf({ sealed: other }));
  });

  it('leaves out what the log adds', () => {
    const recorded = { ...draft, position: 9n, recordedAt: '2026-03-01T09:00:00.000Z', hash: new Uint8Array(32) };
    expect(hashOf(recorded)).toBe(hashOf());
  });
});
