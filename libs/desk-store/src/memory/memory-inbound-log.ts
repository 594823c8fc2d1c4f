import type { Lane } from '#domain';
import { Bell } from '../bell.js';
import type { Envelope, EnvelopeReceipt, InboundLog, KeptEnvelope } from '../inbound-log.port.js';

/** What arrived, in a list. */
export class MemoryInboundLog implements InboundLog {
  private readonly envelopes: KeptEnvelope[] = [];
  private readonly bell = new Bell();
  private lastPosition = 0n;
  private closed = false;

  async keep(envelopes: readonly Envelope[]): Promise<readonly EnvelopeReceipt[]> {
    const receipts = envelopes.map((envelope) => this.keepOne(envelope));
    this.bell.ring();
    return receipts;
  }

  async read(lane: Lane, after: bigint, limit: number, maxBytes: number): Promise<readonly KeptEnvelope[]> {
    const read: KeptEnvelope[] = [];
    let bytes = 0;
    for (const envelope of this.envelopes) {
      if (envelope.lane !== lane || envelope.position <= after) continue;
      bytes += envelope.size;
      if (read.length === limit || (read.length > 0 && bytes > maxBytes)) break;
      read.push(envelope);
    }
    return read;
  }

  async at(position: bigint): Promise<KeptEnvelope | undefined> {
    return this.envelopes.find((envelope) => envelope.position === position);
  }

  async head(lane: Lane): Promise<bigint> {
    return this.envelopes.findLast((envelope) => envelope.lane === lane)?.position ?? 0n;
  }

  async lastGiven(): Promise<bigint> {
    return this.lastPosition;
  }

  async raise(atLeast: bigint): Promise<void> {
    if (atLeast > this.lastPosition) this.lastPosition = atLeast;
  }

  async waitFor(lane: Lane, after: bigint, signal: AbortSignal): Promise<void> {
    while (!this.closed && !signal.aborted && (await this.head(lane)) <= after) await this.bell.rung(signal);
  }

  close(): void {
    this.closed = true;
    this.bell.ring();
  }

  private keepOne(envelope: Envelope): EnvelopeReceipt {
    const sameId = this.envelopes.filter(
      (kept) => kept.inbox === envelope.inbox && kept.nativeId === envelope.nativeId,
    );
    const same = sameId.find((kept) => kept.sha256 === envelope.sha256);
    if (same) return { position: same.position, repeated: true, sameIdOtherBytes: false };
    const position = ++this.lastPosition;
    const body = envelope.body && { body: new Uint8Array(envelope.body) };
    this.envelopes.push({ ...envelope, ...body, position });
    return { position, repeated: false, sameIdOtherBytes: sameId.length > 0 };
  }
}
