import type { Lane } from '#domain';
import type { Envelope, EnvelopeReceipt } from '../inbound-log.port.js';

/**
 * Envelopes as they cross to the writer thread: flat lists, and all digests and bodies in one buffer. A body is often a
 * view into a large buffer of the network, all of which would be copied if it were sent as it is.
 */
export interface EnvelopeBatch {
  readonly lanes: readonly Lane[];
  /** Five for each envelope: inbox, native id ('' where the sha256 stands for it), content type, received at, context. */
  readonly texts: readonly string[];
  /** Two for each envelope: size, and length of the body here (-1 where it lies in the blob store). */
  readonly lengths: readonly number[];
  /** For each envelope its sha256 (32 bytes), then its body. */
  readonly bytes: Uint8Array;
}

/** One envelope of a batch, as the table wants it. */
export interface EnvelopeRow {
  readonly lane: Lane;
  readonly inbox: string;
  readonly nativeId: string;
  readonly sha256: Uint8Array;
  readonly contentType: string;
  readonly receivedAt: string;
  readonly size: number;
  readonly context: string;
  readonly body: Uint8Array | null;
}

/** Receipts on their way back, one in each list for each envelope. */
export interface ReceiptBatch {
  readonly positions: readonly number[];
  readonly repeated: readonly boolean[];
  readonly sameIdOtherBytes: readonly boolean[];
}

const digestBytes = 32;

export function packEnvelopes(envelopes: readonly Envelope[]): EnvelopeBatch {
  const bodies = envelopes.reduce((sum, { body }) => sum + (body?.byteLength ?? 0), 0);
  const bytes = Buffer.allocUnsafeSlow(envelopes.length * digestBytes + bodies);
  const lanes: Lane[] = [];
  const texts: string[] = [];
  const lengths: number[] = [];
  let end = 0;
  for (const { lane, inbox, nativeId, sha256, contentType, receivedAt, context, size, body } of envelopes) {
    lanes.push(lane);
    texts.push(inbox, nativeId === sha256 ? '' : nativeId, contentType, receivedAt, context);
    lengths.push(size, body?.byteLength ?? -1);
    end += bytes.write(sha256, end, digestBytes, 'hex');
    if (body) bytes.set(body, end);
    end += body?.byteLength ?? 0;
  }
  return { lanes, texts, lengths, bytes };
}

export function* unpackEnvelopes({ lanes, texts, lengths, bytes }: EnvelopeBatch): Generator<EnvelopeRow> {
  let start = 0;
  for (const [at, lane] of lanes.entries()) {
    const [inbox = '', nativeId = '', contentType = '', receivedAt = '', context = ''] = texts.slice(
      5 * at,
      5 * at + 5,
    );
    const [size = 0, bodyLength = -1] = lengths.slice(2 * at, 2 * at + 2);
    const sha256 = bytes.subarray(start, start + digestBytes);
    start += digestBytes + Math.max(0, bodyLength);
    const body = bodyLength < 0 ? null : bytes.subarray(start - bodyLength, start);
    yield { lane, inbox, nativeId, sha256, contentType, receivedAt, size, context, body };
  }
}

export const receiptsOf = ({ positions, repeated, sameIdOtherBytes }: ReceiptBatch): EnvelopeReceipt[] =>
  positions.map((position, at) => ({
    position: BigInt(position),
    repeated: repeated[at] === true,
    sameIdOtherBytes: sameIdOtherBytes[at] === true,
  }));
