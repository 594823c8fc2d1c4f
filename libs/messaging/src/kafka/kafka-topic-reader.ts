import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { MessagingUnavailable } from '../messaging.errors.js';
import type { GroupWork, PartitionBounds, TopicReader, TopicRecord } from '../messaging.port.js';
import { asked, isKafkaFault, messagingErrorOf } from './kafka-faults.js';
import { administered, boundsOf } from './topic-bounds.js';

const mebibyte = 1024 * 1024;
const pace = {
  /** How long members have to join again when the group changes. */
  rebalanceTimeout: 20_000,
  /** Members hear of a change in the group when they say that they are there. */
  heartbeatInterval: 1_000,
  /** How long the broker waits for something to come. */
  maxWaitTimeInMs: 1_000,
  maxBytesPerPartition: mebibyte,
};

/** Reads a topic as a member of a group. What goes wrong ends the work and is told: whoever works tries again, in their own time. */
export class KafkaTopicReader implements TopicReader {
  constructor(
    private readonly kafka: Kafka,
    readonly topic: string,
    /** Who is silent for so long is out of the group, in milliseconds. */
    private readonly sessionMs: number,
  ) {}

  bounds(): Promise<readonly PartitionBounds[]> {
    return asked(this.topic, () => administered(this.kafka, (admin) => boundsOf(admin, this.topic)));
  }

  async consume(work: GroupWork, signal: AbortSignal): Promise<void> {
    await this.bounds();
    const consumer = this.kafka.consumer({
      ...{ groupId: work.group, sessionTimeout: this.sessionMs, ...pace, allowAutoTopicCreation: false },
      retry: { restartOnFailure: async () => false },
    });
    try {
      await asked(this.topic, () => this.#work(consumer, work, signal));
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  }

  async #work(consumer: Consumer, work: GroupWork, signal: AbortSignal): Promise<void> {
    const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>();
    ended.catch(() => undefined);
    signal.addEventListener('abort', () => end(), { once: true });
    consumer.on('consumer.crash', ({ payload: { error } }) => fail(crashOf(error, this.topic)));
    consumer.on('consumer.group_join', ({ payload }) => work.onAssigned(payload.memberAssignment[this.topic] ?? []));
    await consumer.connect();
    await consumer.subscribe({ topic: this.topic, fromBeginning: true });
    if (signal.aborted) return;
    let isOver = false;
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      eachBatch: async (batch) => {
        if (isOver || !batch.isRunning() || batch.isStale()) return;
        try {
          await handOver(consumer, batch, work);
        } catch (fault) {
          // The client's own: it joins the group again, or crashes and says so.
          if (isKafkaFault(fault)) throw fault;
          isOver = true;
          fail(fault);
        }
      },
    });
    await ended;
  }
}

/** A crash ends the work, whatever the reason. */
const crashOf = (error: Error, topic: string): unknown => {
  const known = messagingErrorOf(error, topic);
  return known === error ? new MessagingUnavailable(error.message, { cause: error }) : known;
};

/** Committed is only how others see how far the group is: it is a place from which nothing is missed, never the record of it. */
async function handOver(consumer: Consumer, payload: EachBatchPayload, { onBatch }: GroupWork): Promise<void> {
  const { topic, partition, messages } = payload.batch;
  const last = messages.at(-1);
  if (!last) return;
  const next = await onBatch({ partition, records: messages.map(recordOf), heartbeat: () => payload.heartbeat() });
  if (next === BigInt(last.offset) + 1n) payload.resolveOffset(last.offset);
  else consumer.seek({ topic, partition, offset: String(next) });
  await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: String(next) }] }] });
}

function recordOf({ offset, key, value, headers = {} }: KafkaMessage): TopicRecord {
  const first: Record<string, Uint8Array> = {};
  for (const [name, given] of Object.entries(headers)) {
    const one = Array.isArray(given) ? given[0] : given;
    if (one !== undefined) first[name] = typeof one === 'string' ? Buffer.from(one) : one;
  }
  return { offset: BigInt(offset), key, value, headers: first };
}
