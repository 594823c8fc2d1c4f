import type { RecordedEvent } from '#event-log';
import type { PartitionBounds, TopicRecord } from '../messaging.port.js';
import { freshEvents } from './fresh-events.js';
import type { Fresh, FreshRecord, PartitionPlace } from './fresh-events.js';

/** A record that waits for its turn. */
interface Waiting extends FreshRecord {
  readonly line: Line;
}

/** What is known of one partition. */
interface Line {
  /** Up to where its records were taken, each behind the one it names. */
  place: PartitionPlace;
  waiting: number;
  bytes: number;
  /** Offset behind which nothing was handed out yet. */
  done: bigint;
  /** Offset behind the last record that was taken. */
  next: bigint;
}

/** An event that should have come, and behind which another one waits. */
export interface Missing {
  readonly partition: number;
  /** Position of it. */
  readonly position: bigint;
}

/**
 * Puts the records of all partitions of a topic into the order of the log: each names the event before it there, so what
 * comes next is known without waiting for any other partition, and nothing can be left out.
 */
export class LogOrder {
  readonly #lines = new Map<number, Line>();
  /** By the position of the event before it in the log. */
  readonly #waiting = new Map<bigint, Waiting>();
  #position: bigint;

  constructor(
    /** The desk's epoch: records of an earlier one are of a history that ended. */
    private readonly epoch: number,
    position: bigint,
  ) {
    this.#position = position;
  }

  /** Position of the last event handed out. */
  get position(): bigint {
    return this.#position;
  }

  /** Bytes of a partition's records that wait. */
  bytesOf(partition: number): number {
    return this.#lines.get(partition)?.bytes ?? 0;
  }

  /** Takes what is new of these; what is in the way of the rest is told. */
  take(partition: number, records: readonly [TopicRecord, ...TopicRecord[]]): Fresh {
    const line = this.#lineOf(partition, records[0].offset);
    const found = freshEvents(partition, records, line.place);
    for (const record of found.fresh) this.#wait({ ...record, line });
    line.place = found.place ?? line.place;
    line.next = found.next;
    return found;
  }

  /** The next events of the log, at most so many; none where the one that comes next is not there yet. */
  handOut(atMost: number): readonly RecordedEvent[] {
    const events: RecordedEvent[] = [];
    for (let next = this.#waiting.get(this.#position); next && events.length < atMost;) {
      this.#release(next);
      this.#position = next.event.position;
      events.push(next.event);
      next = this.#waiting.get(this.#position);
    }
    return events;
  }

  /** Goes on behind an event that came another way. */
  passTo(position: bigint): void {
    for (const waiting of this.#waiting.values()) if (waiting.event.position <= position) this.#release(waiting);
    for (const line of this.#lines.values())
      if (line.place.position < position) line.place = { epoch: this.epoch, position };
    this.#position = position;
  }

  /** The first event that others wait for; nothing where none waits. */
  get missing(): Missing | undefined {
    let first: Waiting | undefined;
    for (const waiting of this.#waiting.values()) if (!first || waiting.at.follows < first.at.follows) first = waiting;
    if (!first || first.at.follows === this.#position) return undefined;
    const [partition = 0] = [...this.#lines].find(([, line]) => line === first.line) ?? [];
    return { partition, position: first.at.follows };
  }

  /** By partition the offset behind which nothing was handed out yet: whoever begins there misses nothing. */
  get offsets(): ReadonlyMap<number, bigint> {
    return new Map(
      [...this.#lines].map(([partition, { waiting, done, next }]) => [partition, waiting === 0 ? next : done]),
    );
  }

  /** Whether everything was taken that a topic held. */
  hasRead(bounds: readonly PartitionBounds[]): boolean {
    return bounds.every(
      ({ first, next }, partition) => first === next || (this.#lines.get(partition)?.next ?? 0n) >= next,
    );
  }

  #lineOf(partition: number, offset: bigint): Line {
    const known = this.#lines.get(partition);
    if (known) return known;
    const place = { epoch: this.epoch, position: this.#position };
    const line: Line = { place, waiting: 0, bytes: 0, done: offset, next: offset };
    this.#lines.set(partition, line);
    return line;
  }

  #wait(record: Waiting): void {
    const { line, offset, at, bytes } = record;
    if (line.waiting === 0) line.done = offset;
    line.waiting += 1;
    line.bytes += bytes;
    this.#waiting.set(at.follows, record);
  }

  #release({ line, offset, at, bytes }: Waiting): void {
    this.#waiting.delete(at.follows);
    line.waiting -= 1;
    line.bytes -= bytes;
    line.done = offset + 1n;
  }
}
