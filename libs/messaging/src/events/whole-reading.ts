import { setTimeout as pause } from 'node:timers/promises';
import { HoleInEvents, MessagingUnavailable, TopicMissing } from '../messaging.errors.js';
import type { PartitionBounds, TopicBatch, TopicReader, WholeTopic } from '../messaging.port.js';
import { Bell } from './bell.js';
import type { Trouble } from './fresh-events.js';
import { LogOrder } from './log-order.js';

export interface WholeReadingParts {
  /** Of `eventsTopic`. */
  readonly topic: TopicReader;
  /** `projectorGroup`: one of its members reads, the others stand by. */
  readonly group: string;
  /** The desk's epoch: another one after every restore. */
  readonly epoch: number;
  /** Told of a hole, before it looks once more at what the topic still has. */
  readonly onHole: (hole: HoleInEvents) => void;
  /** Told of brokers that are away, or a topic that is not there yet; it tries again. */
  readonly onFault: (fault: MessagingUnavailable | TopicMissing) => void;
}

const shortestRestMs = 200;
const longestRestMs = 10_000;
/** What waits for its turn, of all partitions together; one more batch of each comes on top of it. */
const waitingBytes = 16 * 1024 * 1024;
/** How often the group is told how far it is. Milliseconds. */
const commitEveryMs = 1_000;
/** For so long nobody may follow what was read before the brokers are told again that it is not forgotten. */
const heartbeatEveryMs = 1_000;

/** Reads all partitions of a topic, while it is this member's turn, and keeps what came until it is its turn in the log. */
export class WholeReading {
  readonly news = new Bell();
  /** What came; nothing while another member reads, and until it was said where to begin. */
  order: LogOrder | undefined;
  /** The group changed: another member may have read in between. */
  isAnew = false;
  /** What is missing from the topic for good. */
  hole: HoleInEvents | undefined;
  /** What ended the reading. */
  fault: Error | undefined;
  readonly #resting = new Set<number>();
  /** Holes for which it went back to what the topic still has, by partition: the position that was missing. */
  readonly #wentBack = new Map<number, bigint>();
  #turn: WholeTopic | undefined;
  #partitions = 1;
  #committedAt = 0;
  #restMs = shortestRestMs;

  constructor(private readonly parts: WholeReadingParts) {}

  /** Works until the signal aborts, or something is wrong that does not pass. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.news.ring(), { once: true });
    const { topic, group, onFault } = this.parts;
    const onTurn = (turn: WholeTopic | undefined) => this.#begin(turn);
    const onBatch = (batch: TopicBatch) => this.#take(batch, signal);
    while (!signal.aborted && this.fault === undefined) {
      try {
        this.#partitions = (await topic.bounds()).length;
        await topic.consumeWhole({ group, onTurn, onBatch }, signal);
      } catch (fault) {
        if (fault instanceof MessagingUnavailable || fault instanceof TopicMissing)
          await this.#rest(fault, onFault, signal);
        else this.fault = fault instanceof Error ? fault : new Error(String(fault));
        this.news.ring();
      }
    }
  }

  /** Says behind which event to begin, or to go on where others went on in between. */
  beginBehind(position: bigint): void {
    this.isAnew = false;
    if (this.#turn) this.order ??= new LogOrder(this.parts.epoch, position);
    if (this.order && this.order.position < position) this.order.passTo(position);
    this.news.ring();
  }

  /** To be told when what was handed out is done with: partitions are read on, and the group is told how far it is. */
  wasApplied(): void {
    if (!this.hole) this.#readOn();
    const now = performance.now();
    if (!this.order || now - this.#committedAt < commitEveryMs) return;
    this.#committedAt = now;
    // Committed only follows: what is not is read once more, and dropped.
    this.#turn?.commit(this.order.offsets).catch(() => undefined);
  }

  /** Reads everything once more that the topic still has; answers what that is. */
  async readAgain(): Promise<readonly PartitionBounds[]> {
    const bounds = await this.parts.topic.bounds();
    for (const [partition, { first }] of bounds.entries()) this.#turn?.resume(partition, first);
    this.#resting.clear();
    return bounds;
  }

  /** What was missing came another way. */
  mended(): void {
    this.hole = undefined;
    this.#readOn();
  }

  #begin(turn: WholeTopic | undefined): void {
    for (const partition of this.#resting) turn?.resume(partition);
    this.#resting.clear();
    this.#wentBack.clear();
    this.#turn = turn;
    [this.order, this.hole, this.isAnew] = [undefined, undefined, true];
    this.news.ring();
  }

  async #rest(
    fault: MessagingUnavailable | TopicMissing,
    onFault: WholeReadingParts['onFault'],
    signal: AbortSignal,
  ): Promise<void> {
    this.#begin(undefined);
    onFault(fault);
    await pause(this.#restMs, undefined, { signal }).catch(() => undefined);
    this.#restMs = Math.min(2 * this.#restMs, longestRestMs);
  }

  /** The offset to read on from. */
  async #take(batch: TopicBatch, signal: AbortSignal): Promise<bigint> {
    const { partition, records } = batch;
    const [first, ...others] = records;
    if (!first) throw new Error('a batch holds at least one record');
    this.#restMs = shortestRestMs;
    while (!this.order && !signal.aborted) {
      await this.news.heard(heartbeatEveryMs);
      await batch.heartbeat();
    }
    if (!this.order) return first.offset;
    const found = this.order.take(partition, [first, ...others]);
    if (this.order.bytesOf(partition) > waitingBytes / this.#partitions) this.#halt(partition);
    const next = found.trouble ? await this.#meet(partition, found.trouble, found.next) : found.next;
    this.news.ring();
    return next;
  }

  /** Goes back for what is missing; what that does not mend stays a hole. */
  async #meet(partition: number, trouble: Trouble, next: bigint): Promise<bigint> {
    if (!(trouble instanceof HoleInEvents)) throw trouble;
    if (this.#wentBack.get(partition) === trouble.missing) {
      this.#halt(partition);
      this.hole = trouble;
      return next;
    }
    this.parts.onHole(trouble);
    this.#wentBack.set(partition, trouble.missing);
    return (await this.parts.topic.bounds())[partition]?.first ?? next;
  }

  #halt(partition: number): void {
    this.#turn?.pause(partition);
    this.#resting.add(partition);
  }

  #readOn(): void {
    for (const partition of this.#resting) {
      if ((this.order?.bytesOf(partition) ?? 0) > waitingBytes / this.#partitions / 2) continue;
      this.#resting.delete(partition);
      this.#turn?.resume(partition);
    }
  }
}
