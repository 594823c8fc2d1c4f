import { setTimeout as pause } from 'node:timers/promises';
import type { EventLogReader, RecordedEvent } from '#event-log';
import { HoleInEvents, MessagingUnavailable, PlaceMoved, TopicMissing } from '../messaging.errors.js';
import type { TopicBatch, TopicReader } from '../messaging.port.js';
import { partitionOf } from '../partition-of.js';
import type { EventPages, PartitionPlace } from './event-pages.js';
import { freshEvents } from './fresh-events.js';
import type { Fresh, Trouble } from './fresh-events.js';

export interface EventsFromKafkaParts {
  readonly topic: TopicReader;
  /** `projectorGroup`. */
  readonly group: string;
  readonly pages: EventPages;
  /**
   * Where it is given, what is missing from the topic is read from the log: an operator says so after a hole. Otherwise a hole
   * ends the reading.
   */
  readonly log?: Pick<EventLogReader, 'readAll'>;
  /** Told of a hole, before it looks once more at what the topic still has. */
  readonly onHole: (hole: HoleInEvents) => void;
  /** Told of brokers that are away, or a topic that is not there yet; it tries again. */
  readonly onFault: (fault: MessagingUnavailable | TopicMissing) => void;
  /** Told after every transaction how far a partition is. */
  readonly onApplied?: (partition: number, place: PartitionPlace) => void;
}

const shortestRestMs = 200;
const longestRestMs = 10_000;
const eventsAtOnce = 1_000;

/**
 * Hands the events of a topic to pages, each once and in the order of its partition, shared out among all who read with the
 * same group. What counts is the place that the pages commit with every change; what Kafka calls committed only follows it.
 */
export class EventsFromKafka {
  readonly #places = new Map<number, PartitionPlace | undefined>();
  /** Holes for which it went back to what the topic still has, by partition: the position that was missing. */
  readonly #wentBack = new Map<number, bigint>();
  #partitions = 0;
  #restMs = shortestRestMs;

  constructor(private readonly parts: EventsFromKafkaParts) {}

  /**
   * Works until the signal aborts. Errors: `HoleInEvents` (what is missing is in the topic no more), `EpochRaised` (the desk
   * was restored: pages are copied from the log first), `EventRecordUnreadable`, and those of pages and log.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { topic, group, onFault } = this.parts;
    while (!signal.aborted) {
      try {
        this.#partitions = (await topic.bounds()).length;
        const onAssigned = () => this.#places.clear();
        await topic.consume({ group, onAssigned, onBatch: (batch) => this.#take(batch) }, signal);
      } catch (fault) {
        if (!(fault instanceof MessagingUnavailable || fault instanceof TopicMissing)) throw fault;
        onFault(fault);
        await pause(this.#restMs, undefined, { signal }).catch(() => undefined);
        this.#restMs = Math.min(2 * this.#restMs, longestRestMs);
      }
    }
  }

  /** The offset to read on from. */
  async #take(batch: TopicBatch): Promise<bigint> {
    const { partition, records } = batch;
    const [first, ...others] = records;
    if (!first) throw new Error('a batch holds at least one record');
    this.#restMs = shortestRestMs;
    await batch.heartbeat();
    const found = freshEvents(partition, [first, ...others], await this.#placeOf(partition));
    const events = found.fresh.map(({ event }) => event);
    if (events.length > 0 && !(await this.#apply(partition, events, found.place))) return first.offset;
    return found.trouble ? this.#meet(partition, found.trouble, found) : found.next;
  }

  async #placeOf(partition: number): Promise<PartitionPlace | undefined> {
    if (!this.#places.has(partition)) this.#places.set(partition, await this.parts.pages.place(partition));
    return this.#places.get(partition);
  }

  /** `false` where somebody else moved the place: it is read anew. */
  async #apply(partition: number, events: readonly RecordedEvent[], to: PartitionPlace | undefined): Promise<boolean> {
    if (!to) return true;
    try {
      const from = this.#places.get(partition);
      await this.parts.pages.apply({ partition, partitions: this.#partitions, events, from, to });
    } catch (fault) {
      if (!(fault instanceof PlaceMoved)) throw fault;
      this.#places.delete(partition);
      return false;
    }
    this.#places.set(partition, to);
    this.parts.onApplied?.(partition, to);
    return true;
  }

  /** Goes back for what is missing, or has it from the log; what neither mends ends the reading. */
  async #meet(partition: number, trouble: Trouble, { troubledAt, next }: Fresh): Promise<bigint> {
    if (!(trouble instanceof HoleInEvents) || !troubledAt) throw trouble;
    const { missing } = trouble;
    if (this.parts.log) {
      this.parts.onHole(trouble);
      await this.#mend(partition, troubledAt.epoch, missing, this.parts.log);
      return next;
    }
    if (this.#wentBack.get(partition) === missing) throw trouble;
    this.parts.onHole(trouble);
    this.#wentBack.set(partition, missing);
    return (await this.parts.topic.bounds())[partition]?.first ?? next;
  }

  async #mend(partition: number, epoch: number, upTo: bigint, log: Pick<EventLogReader, 'readAll'>): Promise<void> {
    let after = (await this.#placeOf(partition))?.position ?? 0n;
    while (after < upTo) {
      const stretch = (await log.readAll(after, eventsAtOnce)).filter(({ position }) => position <= upTo);
      const last = stretch.at(-1);
      if (!last) return;
      const events = stretch.filter(({ stream }) => partitionOf(stream, this.#partitions) === partition);
      const place = { epoch, position: events.at(-1)?.position ?? 0n };
      if (events.length > 0 && !(await this.#apply(partition, events, place))) return;
      after = last.position;
    }
  }
}
