import type { Consumer, ConsumerConfig, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { MessagingUnavailable } from '../messaging.errors.js';
import type { GroupWork, PartitionBounds, TopicReader, TopicRecord, WholeWork } from '../messaging.port.js';
import { asked, isKafkaFault, messagingErrorOf } from './kafka-faults.js';
import { oneReadsAll } from './one-reads-all.js';
import { administered, boundsOf } from './topic-bounds.js';
import { wholeTopicOver } from './whole-topic.js';

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

/** Who reads all partitions lets some of them rest, and looks this often whether it may go on with them. */
const wholePace = { partitionAssigners: [oneReadsAll], maxWaitTimeInMs: 200 };

/** How a consumer takes its part in a group. */
interface Part {
  readonly config: ConsumerConfig;
  readonly onJoin: (consumer: Consumer, partitions: readonly number[]) => void;
  readonly onBatch: (consumer: Consumer, batch: EachBatchPayload) => Promise<void>;
}

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

  consume(work: GroupWork, signal: AbortSignal): Promise<void> {
    return this.#join(
      {
        config: { groupId: work.group, ...pace },
        onJoin: (_, partitions) => work.onAssigned(partitions),
        onBatch: (consumer, batch) => handOver(consumer, batch, work),
      },
      signal,
    );
  }

  consumeWhole(work: WholeWork, signal: AbortSignal): Promise<void> {
    return this.#join(
      {
        config: { groupId: work.group, ...pace, ...wholePace },
        onJoin: (consumer, partitions) =>
          work.onTurn(partitions.length === 0 ? undefined : wholeTopicOver(consumer, this.topic)),
        onBatch: async (consumer, batch) => void (await takeBatch(consumer, batch, work)),
      },
      signal,
    );
  }

  async #join(part: Part, signal: AbortSignal): Promise<void> {
    await this.bounds();
    const consumer = this.kafka.consumer({
      ...{ ...part.config, sessionTimeout: this.sessionMs, allowAutoTopicCreation: false },
      retry: { restartOnFailure: async () => false },
    });
    try {
      await asked(this.topic, () => this.#work(consumer, part, signal));
    } finally {
      await consumer.disconnect().catch(() => undefined);
    }
  }

  async #work(consumer: Consumer, { onJoin, onBatch }: Part, signal: AbortSignal): Promise<void> {
    const { promise: ended, resolve: end, reject: fail } = Promise.withResolvers<void>();
    ended.catch(() => undefined);
    signal.addEventListener('abort', () => end(), { once: true });
    consumer.on('consumer.crash', ({ payload: { error } }) => fail(crashOf(error, this.topic)));
    consumer.on('consumer.group_join', ({ payload }) => onJoin(consumer, payload.memberAssignment[this.topic] ?? []));
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
          await onBatch(consumer, batch);
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
async function handOver(consumer: Consumer, payload: EachBatchPayload, work: GroupWork): Promise<void> {
  const { topic, partition } = payload.batch;
  const next = await takeBatch(consumer, payload, work);
  if (next === undefined) return;
  await payload.commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: String(next) }] }] });
}

/** Reads on where whoever took the batch says; nothing where it was empty. */
async function takeBatch(
  consumer: Consumer,
  payload: EachBatchPayload,
  { onBatch }: Pick<GroupWork, 'onBatch'>,
): Promise<bigint | undefined> {
  const { topic, partition, messages } = payload.batch;
  const last = messages.at(-1);
  if (!last) return undefined;
  const next = await onBatch({ partition, records: messages.map(recordOf), heartbeat: () => payload.heartbeat() });
  if (next === BigInt(last.offset) + 1n) payload.resolveOffset(last.offset);
  else consumer.seek({ topic, partition, offset: String(next) });
  return next;
}

function recordOf({ offset, key, value, headers = {} }: KafkaMessage): TopicRecord {
  const first: Record<string, Uint8Array> = {};
  for (const [name, given] of Object.entries(headers)) {
    const one = Array.isArray(given) ? given[0] : given;
    if (one !== undefined) first[name] = typeof one === 'string' ? Buffer.from(one) : one;
  }
  return { offset: BigInt(offset), key, value, headers: first };
}
