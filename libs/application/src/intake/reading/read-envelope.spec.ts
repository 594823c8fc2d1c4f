import { BlobDamaged, BlobStoreUnavailable } from '#blobs';
import type { KeptEnvelope } from '#desk-store';
import { InboxNotFound } from '../../door/door.errors.js';
import { readEnvelope } from './read-envelope.js';
import type { Reading } from './read-envelope.js';

const inbox = { id: 'help', kind: 'email', address: '', ownAddresses: [], region: '', timeZone: 'UTC', reopenWindowSeconds: 0, silenceSeconds: 0 } as const; // prettier-ignore
const kept: KeptEnvelope = { inbox: 'help', nativeId: 'n', sha256: 'ab', lane: 'live', contentType: '', receivedAt: '', size: 1, context: '', position: 1n }; // prettier-ignore

const registered = { refresh: async () => undefined };
const reading = (over: Partial<Reading>): Reading => ({
  inboxes: { ...registered, everKnown: () => inbox },
  parse: async () => ({ parser: 'test@1', items: [], refusals: [] }),
  blobs: { get: async () => Buffer.from('x') },
  ...over,
});
const failing = (fault: Error) => async () => Promise.reject(fault);
const reasonOf = async (over: Partial<Reading>) =>
  (await readEnvelope(kept, reading(over))).parsed.refusals.map(({ reason }) => reason);

describe('an envelope that cannot be read', () => {
  it.each<readonly [string, string, Partial<Reading>]>([
    ['its body is gone', 'INTAKE.BODY_MISSING', { blobs: { get: async () => undefined } }],
    ['its body is damaged', 'INTAKE.BODY_DAMAGED', { blobs: { get: failing(new BlobDamaged('ab')) } }],
    ['its parser stops', 'INTAKE.PARSER_FAILED', { parse: failing(new Error('no')) }],
    ['nobody knows its inbox', 'INTAKE.INBOX_UNKNOWN', { inboxes: { ...registered, everKnown: () => { throw new InboxNotFound('help'); } } }], // prettier-ignore
  ])('is set aside because %s', async (_, reason, over) => {
    expect(await reasonOf(over)).toEqual([reason]);
  });

  it('is read later, not set aside, while the blob store cannot be reached', async () => {
    const away = reading({ blobs: { get: failing(new BlobStoreUnavailable('away')) } });
    await expect(readEnvelope(kept, away)).rejects.toThrow(BlobStoreUnavailable);
  });
});
