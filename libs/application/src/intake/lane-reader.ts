import type { BlobStore } from '#blobs';
import type { InboundLog, KeptEnvelope } from '#desk-store';
import type { Lane } from '#domain';
import type { InboxDirectory } from '../inboxes/inbox-directory.js';
import type { Arrival } from './arrival.js';
import { readEnvelope } from './read-envelope.js';
import type { Parse } from './read-envelope.js';

/** Envelopes and bytes taken at once: enough to share a durable write, little enough to hold in memory. */
const batchOf: Record<Lane, number> = { live: 512, bulk: 256 };
const batchBytes = 8 * 1024 * 1024;

/** What came in by one lane, from its checkpoint on, parsed. The next batch is read while the last one is recorded. */
export class LaneReader {
  private ahead: Promise<readonly Arrival[]> | undefined;

  constructor(
    readonly lane: Lane,
    private position: bigint,
    private readonly inbound: InboundLog,
    private readonly inboxes: InboxDirectory,
    private readonly parse: Parse,
    private readonly blobs: BlobStore,
  ) {}

  /** The next batch, in order; empty when nothing is waiting. */
  async take(): Promise<readonly Arrival[]> {
    const next = this.ahead ?? this.read();
    this.ahead = undefined;
    const arrivals = await next;
    const last = arrivals.at(-1);
    if (last) {
      this.position = last.envelope.position;
      this.ahead = this.read();
      // A fault is met by whoever takes the batch; until then it must not end the process.
      this.ahead.catch(() => undefined);
    }
    return arrivals;
  }

  /** Resolves when something may be waiting. */
  waitForMore(signal: AbortSignal): Promise<void> {
    return this.inbound.waitFor(this.lane, this.position, signal);
  }

  private async read(): Promise<readonly Arrival[]> {
    const envelopes = await this.inbound.read(this.lane, this.position, batchOf[this.lane], batchBytes);
    return this.readAll(envelopes);
  }

  readAll(envelopes: readonly KeptEnvelope[]): Promise<readonly Arrival[]> {
    return Promise.all(
      envelopes.map((envelope) =>
        readEnvelope(envelope, this.inboxes.everKnown(envelope.inbox), this.parse, this.blobs),
      ),
    );
  }
}
