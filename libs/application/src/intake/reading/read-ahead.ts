import type { KeptEnvelope } from '#desk-store';
import type { Arrival } from './arrival.js';
import { enough } from './lane-pace.js';
import type { BatchSize, LanePace } from './lane-pace.js';

/** Batches that lie ready, or are being read, while the one before is recorded, where a lane is behind. */
const mostAhead = 2;

/** Where envelopes come from, and what becomes of them. */
export interface EnvelopeSource {
  readonly envelopesAfter: (position: bigint) => Promise<readonly KeptEnvelope[]>;
  readonly parsed: (envelopes: readonly KeptEnvelope[]) => Promise<readonly Arrival[]>;
}

/**
 * Reads a lane ahead of whoever takes from it, one read at a time: the next batch while the last one is recorded, and
 * where a lane is behind the one after it too, so that the threads which parse always have work.
 */
export class ReadAhead {
  private readonly batches: Promise<readonly Arrival[]>[] = [];
  /** How many the last read found; absent while one is under way, and after one that failed. */
  private found: number | undefined;

  constructor(
    private position: bigint,
    private readonly source: EnvelopeSource,
    private readonly pace: LanePace,
    private readonly size: BatchSize,
  ) {}

  /** The next batch; empty when nothing is waiting. Errors: those of the source; then this one is to be left. */
  next(): Promise<readonly Arrival[]> {
    const next = this.batches.shift() ?? this.read();
    this.readOn();
    return next;
  }

  private async read(): Promise<readonly Arrival[]> {
    this.found = undefined;
    const envelopes = await this.source.envelopesAfter(this.position);
    this.position = envelopes.at(-1)?.position ?? this.position;
    this.found = envelopes.length;
    this.readOn();
    return this.source.parsed(envelopes);
  }

  /** Where few were found the next read waits until they are taken: by then more have gathered. */
  private readOn(): void {
    const { found = 0 } = this;
    if (found === 0 || this.batches.length >= (found < enough ? 1 : mostAhead)) return;
    this.found = undefined;
    const batch = this.pace.rest(found, this.size).then(() => this.read());
    // A fault is met by whoever takes the batch; until then it must not end the process.
    batch.catch(() => undefined);
    this.batches.push(batch);
  }
}
