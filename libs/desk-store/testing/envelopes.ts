import { hash } from 'node:crypto';
import type { Envelope } from '../src/index.js';

/** An envelope with this body; everything else is made up, and may be said otherwise. */
export function envelopeOf(body: string | Uint8Array, otherwise: Partial<Envelope> = {}): Envelope {
  const bytes = Buffer.from(body);
  const sha256 = hash('sha256', bytes, 'hex');
  return {
    inbox: 'support-mail',
    nativeId: sha256,
    sha256,
    lane: 'live',
    contentType: 'message/rfc822',
    receivedAt: '2026-03-01T08:00:00.000Z',
    body: bytes,
    size: bytes.byteLength,
    context: '',
    ...otherwise,
  };
}

/** The same envelope without its body: as the door keeps it when the bytes lie in the blob store. */
export function inBlobStore({ body: _, ...envelope }: Envelope): Envelope {
  return envelope;
}

/** The n-th of a row of envelopes, each with a body of its own, up to 6 KiB. */
export function numberedEnvelope(n: number): Envelope {
  return envelopeOf(`envelope ${n} `.repeat((n * 37) % 400), { nativeId: `delivery-${n}` });
}
