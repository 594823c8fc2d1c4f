import { setTimeout as pause } from 'node:timers/promises';
import { DeskBusy, DeskFull, DeskUnavailable } from '#desk-store';
import type { DeskFacts, EnvelopeReceipt } from '#desk-store';
import { MessagingUnavailable, TopicMissing } from '#messaging';
import type { TopicBatch, TopicReader, TopicRecord, TopicWriter } from '#messaging';
import type { Delivery, Door } from '../door/door.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import { deadLetter } from './dead-letter.js';
import { InboundLost } from './inbound.errors.js';
import { sortInbound } from './sort-inbound.js';
import { TopicPlace } from './topic-place.js';

export interface TopicDoorParts {
  readonly door: Pick<Door, 'keep'>;
  readonly inboxes: Pick<InboxRegister, 'find' | 'refresh'>;
  readonly facts: DeskFacts;
  /** Makes the topic connectors produce to (`inboundTopic`), where it is not there. */
  readonly topic: Pick<TopicWriter, 'prepare'>;
  readonly reader: TopicReader;
  /** `inboundGroup`. */
  readonly group: string;
  /** Of `deadLetterTopic`. */
  readonly deadLetters: TopicWriter;
  /** Largest envelope, in bytes. */
  readonly maxBytes: number;
  /** Whether to go on where records were lost before they were read; each loss is told. */
  readonly passesLosses: boolean;
  /** Told of brokers or a desk store that are away, full or busy (it tries again), and of losses that are passed. */
  readonly onFault: (fault: unknown) => void;
  /** Told what became of envelopes. */
  readonly onKept?: (inbox: string, receipts: readonly EnvelopeReceipt[]) => void;
}

const shortestRestMs = 200;
const longestRestMs = 10_000;

/**
 * The door for connectors that produce to a topic. What it reads is durable in the inbound log, or lies with the reason among
 * the dead letters, before the group commits; read again after a crash it changes nothing.
 */
export class TopicDoor {
  private readonly place: TopicPlace;
  /** Partitions whose gap was looked into: there is nothing in it. */
  private readonly lookedInto = new Map<number, bigint>();
  private deadPartitions = 1;
  private restMs = shortestRestMs;

  constructor(private readonly parts: TopicDoorParts) {
    this.place = new TopicPlace(parts.facts, parts.reader.topic);
  }

  /** Works until the signal aborts. Errors: `InboundLost`, and those of the door that do not pass by themselves. */
  async run(signal: AbortSignal): Promise<void> {
    const { reader, group, topic, deadLetters } = this.parts;
    const work = { group, onAssigned: () => undefined, onBatch: (batch: TopicBatch) => this.take(batch, signal) };
    try {
      while (!signal.aborted) {
        try {
          await topic.prepare();
          this.deadPartitions = (await deadLetters.prepare()).length;
          await reader.consume(work, signal);
        } catch (fault) {
          if (!mayPass(fault)) throw fault;
          await this.rest(fault, signal);
        }
      }
    } finally {
      await deadLetters.close();
    }
  }

  /** Records of the topic that no server has read yet. Errors: those of `TopicReader`, and of the desk store. */
  async unread(): Promise<number> {
    const bounds = await this.parts.reader.bounds();
    const places = await Promise.all(bounds.map((_, partition) => this.place.next(partition)));
    return bounds.reduce((sum, { first, next }, partition) => {
      const read = places[partition] ?? 0n;
      return sum + Math.max(0, Number(next - (read > first ? read : first)));
    }, 0);
  }

  /** The offset to read on from. */
  private async take(batch: TopicBatch, signal: AbortSignal): Promise<bigint> {
    const { partition, records } = batch;
    const [first, last] = [records[0] as TopicRecord, records.at(-1) as TopicRecord];
    const missed = await this.missedBefore(partition, first.offset);
    if (missed !== undefined) return missed;
    await this.keepAll(batch, signal);
    this.restMs = shortestRestMs;
    await this.place.move(partition, last.offset + 1n);
    return last.offset + 1n;
  }

  /** Where to go back to, where records were passed that were not read; nothing where none were. */
  private async missedBefore(partition: number, offset: bigint): Promise<bigint | undefined> {
    const next = await this.place.next(partition);
    if (next === undefined || offset <= next || this.lookedInto.get(partition) === next) return undefined;
    const first = (await this.parts.reader.bounds())[partition]?.first ?? 0n;
    this.lookedInto.set(partition, next);
    if (first <= next) return next;
    const lost = new InboundLost(partition, next, first);
    if (!this.parts.passesLosses) throw lost;
    this.parts.onFault(lost);
    return first < offset ? first : undefined;
  }

  private async keepAll(batch: TopicBatch, signal: AbortSignal): Promise<void> {
    const { inboxes, maxBytes, reader, deadLetters } = this.parts;
    const { byInbox, refused } = await sortInbound(batch.records, inboxes, maxBytes);
    // All inboxes at once: their envelopes share a durable write.
    await Promise.all([...byInbox].map(([inbox, deliveries]) => this.keep(inbox, deliveries, batch, signal)));
    if (refused.length === 0) return;
    const from = { topic: reader.topic, partition: batch.partition };
    await deadLetters.publish(refused.map((refusal) => deadLetter(refusal, from, this.deadPartitions)));
  }

  /** Waits for a desk store that is full, busy or away, as a member of the group. */
  private async keep(
    inbox: string,
    deliveries: readonly Delivery[],
    batch: TopicBatch,
    signal: AbortSignal,
  ): Promise<void> {
    for (;;) {
      try {
        const receipts = await this.parts.door.keep(inbox, deliveries);
        return this.parts.onKept?.(inbox, receipts);
      } catch (fault) {
        if (!isOfTheDesk(fault) || signal.aborted) throw fault;
        await this.rest(fault, signal);
        await batch.heartbeat();
      }
    }
  }

  private async rest(fault: unknown, signal: AbortSignal): Promise<void> {
    this.parts.onFault(fault);
    await pause(this.restMs, undefined, { signal }).catch(() => undefined);
    this.restMs = Math.min(2 * this.restMs, longestRestMs);
  }
}

const isOfTheDesk = (fault: unknown): boolean =>
  fault instanceof DeskBusy || fault instanceof DeskFull || fault instanceof DeskUnavailable;

const mayPass = (fault: unknown): boolean =>
  isOfTheDesk(fault) || fault instanceof MessagingUnavailable || fault instanceof TopicMissing;
