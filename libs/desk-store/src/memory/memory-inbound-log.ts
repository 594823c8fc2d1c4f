import type { Lane } from '#domain';
import { Bell } from '../bell.js';
import type { Envelope, EnvelopeReceipt, InboundLog, KeptEnvelope } from '../inbound-log.port.js';

/** What arrived, in a list. */
export class MemoryInboundLog implements InboundLog {
  private readonly envelopes: KeptEnvelope[] = [];
  /** Triples whose envelopes were erased, and where they lie. */
  private readonly erased = new Map<string, bigint>();
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

  async bodiesOnlyOf(positions: readonly bigint[]): Promise<readonly string[]> {
    const large = this.envelopes.filter(isInBlobStore);
    const others = new Set(large.filter((one) => !positions.includes(one.position)).map(({ sha256 }) => sha256));
    const theirs = large.filter((one) => positions.includes(one.position)).map(({ sha256 }) => sha256);
    return [...new Set(theirs)].filter((sha256) => !others.has(sha256));
  }

  async hasLargeBody(sha256: string): Promise<boolean> {
    return this.envelopes.some((one) => isInBlobStore(one) && one.sha256 === sha256);
  }

  async erase(positions: readonly bigint[]): Promise<void> {
    for (const [at, envelope] of this.envelopes.entries()) {
      if (!positions.includes(envelope.position) || envelope.erased) continue;
      this.erased.set(tripleOf(envelope), envelope.position);
      this.envelopes[at] = erasedOf(envelope);
    }
  }

  async waitFor(lane: Lane, after: bigint, signal: AbortSignal): Promise<void> {
    while (!this.closed && !signal.aborted && (await this.head(lane)) <= after) await this.bell.rung(signal);
  }

  close(): void {
    this.closed = true;
    this.bell.ring();
  }

  private keepOne(envelope: Envelope): EnvelopeReceipt {
    const erased = this.erased.get(tripleOf(envelope));
    if (erased !== undefined) return { position: erased, repeated: true, sameIdOtherBytes: false };
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

const isInBlobStore = ({ body, size, erased }: KeptEnvelope): boolean => body === undefined && size > 0 && !erased;
const tripleOf = ({ inbox, nativeId, sha256 }: Envelope): string => `${inbox.length} ${inbox} ${nativeId} ${sha256}`;

/** What is left of it. */
const erasedOf = ({ position, lane, inbox, receivedAt, size }: KeptEnvelope): KeptEnvelope => ({
  ...{ position, lane, inbox, receivedAt, size },
  ...{ nativeId: '', sha256: '', contentType: '', context: '', erased: true },
});
