import type { EventLogReader, RecordedEvent } from '#event-log';
import { HoleInEvents, MessagingUnavailable } from '../messaging.errors.js';
import type { PartitionBounds } from '../messaging.port.js';
import { WholeReading } from './whole-reading.js';
import type { WholeReadingParts } from './whole-reading.js';

export interface LogFromKafkaParts extends WholeReadingParts {
  /** Asked where the topic does not have what comes next. */
  readonly log: Pick<EventLogReader, 'readAll' | 'head'>;
  /** Whether what the topic lost is read from the log; otherwise a hole ends the reading. */
  readonly mends: boolean;
  /** For how long nothing may come that the log has, before it looks closer; 30 seconds where it is left out. Milliseconds. */
  readonly patienceMs?: number;
}

const usualPatienceMs = 30_000;
/** How often whoever waits looks up. Milliseconds. */
const lookUpMs = 1_000;

/**
 * The log in its own order, as a topic carries it: every event once, and none left out. Whoever follows commits what they make
 * of it, with the position; Kafka’s offset is committed after they asked for more.
 *
 * One member of a group reads all partitions: what is made of the log stands at one position of it.
 */
export class LogFromKafka {
  readonly #reading: WholeReading;
  readonly #patienceMs: number;
  #running: Promise<void> | undefined;
  /** When the last event was handed out, as `performance.now()` counts. */
  #lastAt = 0;
  /** What the topic still had when it was read once more, for nothing came. */
  #readAgain: readonly PartitionBounds[] | undefined;

  constructor(
    private readonly parts: LogFromKafkaParts,
    /** Ends the reading. */
    private readonly signal: AbortSignal,
  ) {
    this.#reading = new WholeReading(parts);
    this.#patienceMs = parts.patienceMs ?? usualPatienceMs;
  }

  /**
   * Events behind a position, at most so many at once. It ends when the group changed, for another member may have gone on
   * meanwhile: follow again, from where the pages stand then.
   * Errors: `HoleInEvents` (what is missing is in the topic no more), `EpochRaised` (the desk was restored),
   * `EventRecordUnreadable`, and those of the log.
   */
  async *follow(after: bigint, atMost: number): AsyncGenerator<readonly RecordedEvent[]> {
    const reading = this.#reading;
    this.#running ??= reading.run(this.signal);
    reading.beginBehind(after);
    this.#moved();
    // Handed out, and not committed: it does not come again.
    if (reading.order && reading.order.position > after) yield* this.#fromLog(after, reading.order.position, atMost);
    while (!this.signal.aborted && !reading.isAnew) {
      const events = reading.order?.handOut(atMost) ?? [];
      if (events.length > 0) {
        yield events;
        this.#moved();
        reading.wasApplied();
      } else if (reading.fault) throw reading.fault;
      else if (reading.hole) yield* this.#mend(reading.hole, atMost);
      else await this.#wait();
    }
  }

  /** Resolves when the reading has ended; its signal is to be aborted before. */
  async close(): Promise<void> {
    await this.#running;
  }

  #moved(): void {
    this.#lastAt = performance.now();
    this.#readAgain = undefined;
  }

  async #wait(): Promise<void> {
    await this.#reading.news.heard(Math.min(lookUpMs, this.#patienceMs));
    this.#reading.wasApplied();
    if (performance.now() - this.#lastAt >= this.#patienceMs) await this.#lookCloser();
  }

  /**
   * Where the log has more and nothing comes, the topic is read once more. An event that is missing then, though others that
   * follow it are there, is a hole; where nothing follows, the relay is late.
   */
  async #lookCloser(): Promise<void> {
    this.#lastAt = performance.now();
    const { order } = this.#reading;
    if (!order || (await this.parts.log.head()).position <= order.position) return;
    const { missing } = order;
    const hole = missing && new HoleInEvents(missing.partition, order.position, missing.position);
    if (this.#readAgain === undefined) {
      if (hole) this.parts.onHole(hole);
      this.#readAgain = await this.#reading.readAgain().catch((fault: unknown) => this.#later(fault));
    } else if (hole && order.hasRead(this.#readAgain)) this.#reading.hole = hole;
  }

  /** Brokers that are away are asked again when nothing came for as long once more. */
  #later(fault: unknown): undefined {
    if (!(fault instanceof MessagingUnavailable)) throw fault;
    this.parts.onFault(fault);
  }

  async *#mend(hole: HoleInEvents, atMost: number): AsyncGenerator<readonly RecordedEvent[]> {
    const { order } = this.#reading;
    if (!order || !this.parts.mends) throw hole;
    this.parts.onHole(hole);
    yield* this.#fromLog(order.position, hole.missing, atMost);
    order.passTo(hole.missing);
    this.#reading.mended();
    this.#moved();
  }

  async *#fromLog(after: bigint, upTo: bigint, atMost: number): AsyncGenerator<readonly RecordedEvent[]> {
    for (let reached = after; reached < upTo;) {
      const events = (await this.parts.log.readAll(reached, atMost)).filter(({ position }) => position <= upTo);
      const last = events.at(-1);
      if (!last) throw new HoleInEvents(0, reached, upTo);
      yield events;
      reached = last.position;
    }
  }
}
