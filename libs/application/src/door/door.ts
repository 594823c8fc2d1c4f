import { hash } from 'node:crypto';
import type { BlobStore } from '#blobs';
import type { Envelope, EnvelopeReceipt, InboundLog } from '#desk-store';
import type { Lane } from '#domain';
import { failpoint } from '#failpoints';
import type { InboxDirectory } from '../inboxes/inbox-directory.js';
import type { Clock } from '../clock.js';
import { InboxNotFound, NativeIdMalformed } from './door.errors.js';

/** What somebody hands in. */
export interface Delivery {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** The provider's id for it; absent where it has none. Printable, up to 512 characters. */
  readonly nativeId?: string;
  readonly lane?: Lane;
  /** What the door knows beside the bytes, JSON text. */
  readonly context?: string;
}

/** Bodies above this size lie in the blob store; the row names them. 64 KiB. */
export const largestInlineBody = 64 * 1024;
/** No control characters and no half of a surrogate pair, which no store gives back as it was. */
const nativeIdForm = /^[\x21-\x7e\u00a0-\ud7ff\ue000-\uffff][\x20-\x7e\u00a0-\ud7ff\ue000-\uffff]{0,511}$/u;

/** Whether a native id is printable and up to 512 characters long. */
export const isNativeId = (text: string): boolean => nativeIdForm.test(text);

/**
 * Takes raw bytes and answers once they are durable. Parses nothing: who you are was settled before, what you
 * sent is found out after.
 *
 * Errors: `InboxNotFound`, `NativeIdMalformed`, and those of `InboundLog.keep` (full, busy, unavailable).
 */
export class Door {
  constructor(
    private readonly inbound: InboundLog,
    private readonly blobs: BlobStore,
    private readonly inboxes: InboxDirectory,
    private readonly clock: Clock,
  ) {}

  async keep(inbox: string, deliveries: readonly Delivery[]): Promise<readonly EnvelopeReceipt[]> {
    if (!this.inboxes.find(inbox)) throw new InboxNotFound(inbox);
    const receivedAt = this.clock.now();
    const envelopes = deliveries.map((delivery) => envelopeOf(inbox, delivery, receivedAt));
    await this.putLargeBodies(envelopes);
    if (envelopes.some(({ size }) => size > largestInlineBody)) failpoint('door.blob-kept');
    const receipts = await this.inbound.keep(envelopes.map(withoutLargeBody));
    await this.dropErasedBodies(envelopes.filter((_, at) => receipts[at]?.repeated));
    return receipts;
  }

  /** What was erased comes again: its body was put before anybody could know. */
  private async dropErasedBodies(repeated: readonly Envelope[]): Promise<void> {
    for (const { size, sha256 } of repeated)
      if (size > largestInlineBody && !(await this.inbound.hasLargeBody(sha256))) await this.blobs.delete(sha256);
  }

  /** The blob is durable before the row that names it. */
  private async putLargeBodies(envelopes: readonly Envelope[]): Promise<void> {
    const large = envelopes.filter(({ size }) => size > largestInlineBody);
    await Promise.all(large.map(async ({ sha256, body }) => body && this.blobs.put(sha256, body)));
  }
}

function envelopeOf(inbox: string, delivery: Delivery, receivedAt: string): Envelope {
  const { bytes, contentType, nativeId, lane = 'live', context = '' } = delivery;
  if (nativeId !== undefined && !isNativeId(nativeId)) throw new NativeIdMalformed();
  const sha256 = hash('sha256', bytes, 'hex');
  return {
    inbox,
    nativeId: nativeId ?? sha256,
    sha256,
    lane,
    contentType,
    receivedAt,
    body: bytes,
    size: bytes.byteLength,
    context,
  };
}

function withoutLargeBody(envelope: Envelope): Envelope {
  if (envelope.size <= largestInlineBody) return envelope;
  const { body: _, ...row } = envelope;
  return row;
}
