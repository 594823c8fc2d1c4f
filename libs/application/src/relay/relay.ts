import { setTimeout as pause } from 'node:timers/promises';
import { DeskUnavailable, relayLease } from '#desk-store';
import type { DeskStore, RelayPlace } from '#desk-store';
import { LogUnavailable } from '#event-log';
import type { EventLogReader, RecordedEvent } from '#event-log';
import { MessagingUnavailable, TopicFellBack, TopicMissing } from '#messaging';
import type { TopicWriter } from '#messaging';
import type { Clock } from '../clock.js';
import { ProcessorLease } from '../processor-lease.js';
import { placeAfter, recordsOf } from './published-batch.js';
import { readAhead } from './read-ahead.js';
import { soundPlace } from './relay-place.js';

export interface RelayParts {
  readonly store: Pick<DeskStore, 'relay' | 'leases'>;
  readonly log: Pick<EventLogReader, 'follow' | 'at'>;
  /** Of `eventsTopic`. */
  readonly topic: TopicWriter;
  readonly deskId: string;
  /** The desk's epoch: another one after every restore. */
  readonly epoch: number;
  readonly clock: Clock;
  /** How long its lease lasts, where not as long as usual. */
  readonly leaseSeconds?: number;
  /** Whether to publish everything again where the topic lost what was published. */
  readonly mends?: boolean;
  /** Told of brokers or stores that are away (it tries again), and of what it mends. */
  readonly onFault: (fault: unknown) => void;
  /** Told how far the log is published, and how many events were just now. */
  readonly onPublished?: (position: bigint, events: number) => void;
}

const eventsAtOnce = 1_000;
/** How long it lets events gather after a small batch: each costs a request and a durable write. Milliseconds. */
const gatherMs = 20;
const shortestRestMs = 200;
const longestRestMs = 10_000;

/**
 * Publishes the log to a topic, in order and at least once: a batch is published and acknowledged before the place moves
 * behind it, and the next is published after. One process of a desk is its relay. One that lost the lease without knowing can
 * publish once more what another one published: the same records, which consumers drop by their positions. It moves no place.
 */
export class Relay {
  private readonly lease: ProcessorLease;
  private restMs = shortestRestMs;

  constructor(private readonly parts: RelayParts) {
    this.lease = new ProcessorLease(relayLease, parts.store.leases, parts.clock, parts.leaseSeconds);
  }

  /**
   * Works until `signal` aborts. Errors: `LogRestored`, `TopicPartitionsDiffer`, `TopicFellBack`, `RecordTooLarge`, `LogDamaged`
   * and others that do not pass by themselves.
   */
  async run(holder: string, signal: AbortSignal): Promise<void> {
    const publish = (until: AbortSignal, epoch: number) => this.publish(epoch, until);
    try {
      while (!signal.aborted) {
        await this.lease.workWhileOurs(holder, publish, signal).catch((fault: unknown) => this.meet(fault, signal));
      }
      await this.lease.leave();
    } finally {
      await this.parts.topic.close();
    }
  }

  private async meet(fault: unknown, signal: AbortSignal): Promise<void> {
    const { store, topic, mends } = this.parts;
    if (fault instanceof TopicFellBack && mends) {
      this.parts.onFault(fault);
      return store.relay.forget(topic.plan.topic);
    }
    if (!mayPass(fault)) throw fault;
    this.parts.onFault(fault);
    await pause(this.restMs, undefined, { signal }).catch(() => undefined);
    this.restMs = Math.min(2 * this.restMs, longestRestMs);
  }

  private async publish(leaseEpoch: number, signal: AbortSignal): Promise<void> {
    const { store, log, topic, epoch } = this.parts;
    const bounds = await topic.prepare();
    let place = await soundPlace({ room: store.relay, log, plan: topic.plan, epoch }, bounds);
    this.parts.onPublished?.(place.position, 0);
    for await (const events of readAhead(log.follow(place.position, eventsAtOnce, signal))) {
      if (signal.aborted) return;
      place = await this.publishBatch(leaseEpoch, events, place);
      this.restMs = shortestRestMs;
      if (events.length < eventsAtOnce / 10) await pause(gatherMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async publishBatch(
    leaseEpoch: number,
    events: readonly RecordedEvent[],
    before: RelayPlace,
  ): Promise<RelayPlace> {
    const { store, topic, epoch, deskId } = this.parts;
    const { records, last } = recordsOf(events, before, { deskId, epoch });
    const ends = await topic.publish(records);
    const place = placeAfter(events.at(-1) as RecordedEvent, epoch, last, before.partitions, ends);
    await store.relay.advance(leaseEpoch, topic.plan.topic, before.position, place);
    this.parts.onPublished?.(place.position, events.length);
    return place;
  }
}

/** A topic that was made just now is not known to every broker yet. One that was taken away is made anew, and is found to have fallen back. */
const mayPass = (fault: unknown): boolean =>
  [MessagingUnavailable, TopicMissing, DeskUnavailable, LogUnavailable].some((kind) => fault instanceof kind);
