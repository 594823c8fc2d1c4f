import type { InboundLog, KeptEnvelope, Stretch } from '#desk-store';
import type { Lane } from '#domain';
import type { IntakeKeys } from '../keys.js';
import type { Arrival } from './arrival.js';
import { LanePace, usualSizes } from './lane-pace.js';
import type { BatchSize } from './lane-pace.js';
import { portionsOf } from './portions.js';
import type { Portion } from './portions.js';
import { ReadAhead } from './read-ahead.js';
import { readEnvelope } from './read-envelope.js';
import type { Reading } from './read-envelope.js';

/** What came in by one lane, parsed, portion by portion. */
export class LaneReader {
  private position = 0n;
  private ahead: ReadAhead;
  private portions: Iterator<Portion> = [].values();

  constructor(
    readonly lane: Lane,
    private readonly inbound: InboundLog,
    private readonly keys: IntakeKeys,
    private readonly reading: Reading,
    private readonly size: BatchSize = usualSizes[lane],
    private readonly pace = new LanePace(),
  ) {
    this.ahead = this.aheadOf(this.position);
  }

  /** Goes on behind this position, whatever was read ahead. */
  beginAt(position: bigint): void {
    this.position = position;
    this.ahead = this.aheadOf(position);
    this.portions = [].values();
  }

  /** The next portion, in order; `undefined` when nothing is waiting. */
  async take(): Promise<Portion | undefined> {
    const portion = this.portions.next();
    if (!portion.done) return portion.value;
    const arrivals = await this.nextBatch();
    const last = arrivals.at(-1);
    if (!last) return undefined;
    this.position = last.envelope.position;
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

  /** A run of envelopes once more, in portions: for what was half done. */
  async *readStretch({ first, last }: Stretch): AsyncGenerator<Portion> {
    for (let after = first - 1n; after < last;) {
      const envelopes = await this.envelopesAfter(after);
      const within = envelopes.filter(({ position }) => position <= last);
      yield* this.cut(await this.parsed(within));
      after = envelopes.at(-1)?.position ?? last;
    }
  }

  /** Resolves when something may be waiting. */
  waitForMore(signal: AbortSignal): Promise<void> {
    return this.inbound.waitFor(this.lane, this.position, signal);
  }

  private cut(arrivals: readonly Arrival[]): Generator<Portion> {
    return portionsOf(arrivals, this.keys, this.size.parts);
  }

  /** What fails is read again when it is asked for again, and all that was read ahead of it. */
  private async nextBatch(): Promise<readonly Arrival[]> {
    try {
      return await this.ahead.next();
    } catch (fault) {
      this.ahead = this.aheadOf(this.position);
      throw fault;
    }
  }

  private aheadOf(position: bigint): ReadAhead {
    const source = {
      envelopesAfter: (after: bigint) => this.envelopesAfter(after),
      parsed: (envelopes: readonly KeptEnvelope[]) => this.parsed(envelopes),
    };
    return new ReadAhead(position, source, this.pace, this.size);
  }

  private envelopesAfter(position: bigint): Promise<readonly KeptEnvelope[]> {
    return this.inbound.read(this.lane, position, this.size.envelopes, this.size.bytes);
  }

  private async parsed(envelopes: readonly KeptEnvelope[]): Promise<readonly Arrival[]> {
    // Not before they are there: whoever set an inbox up anew and then pushed to it is read by the new settings.
    if (envelopes.length > 0) await this.reading.inboxes.refresh();
    return Promise.all(envelopes.map((envelope) => readEnvelope(envelope, this.reading)));
  }
}
