import type { InboundLog, KeptEnvelope } from '#desk-store';
import type { Lane } from '#domain';
import type { IntakeKeys } from '../keys.js';
import type { Arrival } from './arrival.js';
import { portionsOf } from './portions.js';
import type { Portion } from './portions.js';
import { readEnvelope } from './read-envelope.js';
import type { Reading } from './read-envelope.js';

/**
 * How much is read and parsed at once: enough to share a durable write, little enough to hold in memory. Of an import
 * less, for a live message may have to wait for it.
 */
const batchOf: Record<Lane, { readonly envelopes: number; readonly bytes: number }> = {
  live: { envelopes: 512, bytes: 8 * 1024 * 1024 },
  bulk: { envelopes: 256, bytes: 2 * 1024 * 1024 },
};
/** Parts of envelopes recorded at once. */
const portionOf: Record<Lane, number> = { live: 1024, bulk: 256 };

/** What came in by one lane, parsed, portion by portion. The next batch is read while the last one is recorded. */
export class LaneReader {
  private position = 0n;
  private ahead: Promise<readonly Arrival[]> | undefined;
  private portions: Iterator<Portion> = [].values();

  constructor(
    readonly lane: Lane,
    private readonly inbound: InboundLog,
    private readonly keys: IntakeKeys,
    private readonly reading: Reading,
  ) {}

  /** Goes on behind this position, whatever was read ahead. */
  beginAt(position: bigint): void {
    this.position = position;
    this.ahead = undefined;
    this.portions = [].values();
  }

  /** The next portion, in order; `undefined` when nothing is waiting. */
  async take(): Promise<Portion | undefined> {
    const portion = this.portions.next();
    if (!portion.done) return portion.value;
    const next = this.ahead ?? this.read();
    this.ahead = undefined;
    const arrivals = await next;
    const last = arrivals.at(-1);
    if (!last) return undefined;
    this.position = last.envelope.position;
    this.ahead = this.read();
    // A fault is met by whoever takes the batch; until then it must not end the process.
    this.ahead.catch(() => undefined);
    this.portions = this.cut(arrivals);
    return this.take();
  }

  /** One envelope once more, in portions: for what was set aside. */
  async readAgain(
    envelope: KeptEnvelope,
  ): Promise<{ readonly arrival: Arrival; readonly portions: Iterable<Portion> }> {
    await this.reading.inboxes.refresh();
    const arrival = await readEnvelope(envelope, this.reading);
    return { arrival, portions: this.cut([arrival]) };
  }

  /** Resolves when something may be waiting. */
  waitForMore(signal: AbortSignal): Promise<void> {
    return this.inbound.waitFor(this.lane, this.position, signal);
  }

  private cut(arrivals: readonly Arrival[]): Generator<Portion> {
    return portionsOf(arrivals, this.keys, portionOf[this.lane]);
  }

  private async read(): Promise<readonly Arrival[]> {
    const { envelopes: most, bytes } = batchOf[this.lane];
    const envelopes = await this.inbound.read(this.lane, this.position, most, bytes);
    // Not before they are there: whoever set an inbox up anew and then pushed to it is read by the new settings.
    if (envelopes.length > 0) await this.reading.inboxes.refresh();
    return Promise.all(envelopes.map((envelope) => readEnvelope(envelope, this.reading)));
  }
}
