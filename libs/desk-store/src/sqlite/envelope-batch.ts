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

/** One envelope of a batch. */
export interface PackedEnvelope {
  readonly lane: Lane;
  readonly inbox: string;
  /** '' where the sha256 stands for it. */
  readonly nativeId: string;
  readonly sha256: Buffer;
  readonly contentType: string;
  readonly receivedAt: string;
  readonly context: string;
  readonly size: number;
  readonly body: Buffer | null;
}

/** Receipts on their way back, one in each list for each envelope. */
export interface ReceiptBatch {
  readonly positions: number[];
  readonly repeated: boolean[];
  readonly sameIdOtherBytes: boolean[];
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

/** Calls `take` with each envelope of a batch, in order. */
export function unpackEnvelopes(batch: EnvelopeBatch, take: (envelope: PackedEnvelope) => void): void {
  const bytes = Buffer.from(batch.bytes.buffer, batch.bytes.byteOffset, batch.bytes.byteLength);
  let start = 0;
  batch.lanes.forEach((lane, at) => {
    const text = (which: number): string => batch.texts[5 * at + which] ?? '';
    const size = batch.lengths[2 * at] ?? 0;
    const bodyLength = batch.lengths[2 * at + 1] ?? -1;
    const bodyStart = start + digestBytes;
    take({
      ...{ lane, inbox: text(0), nativeId: text(1), contentType: text(2), receivedAt: text(3), context: text(4), size },
      sha256: bytes.subarray(start, bodyStart),
      body: bodyLength < 0 ? null : bytes.subarray(bodyStart, bodyStart + bodyLength),
    });
    start = bodyStart + Math.max(0, bodyLength);
  });
}

export const receiptsOf = ({ positions, repeated, sameIdOtherBytes }: ReceiptBatch): EnvelopeReceipt[] =>
  positions.map((position, at) => ({
    position: BigInt(position),
    repeated: repeated[at] === true,
    sameIdOtherBytes: sameIdOtherBytes[at] === true,
  }));
