import type { ICustomPartitioner, ITopicConfig, Kafka, Producer, TopicMessages } from 'kafkajs';
import { MessagingUnavailable, TopicPartitionsDiffer } from '../messaging.errors.js';
import type { OutgoingRecord, PartitionBounds, TopicPlan, TopicWriter } from '../messaging.port.js';
import { asked } from './kafka-faults.js';
import { administered, firstBoundsOf } from './topic-bounds.js';

/** Brokers take a batch of up to a mebibyte of one partition, unless they are told otherwise. */
const largestBatchBytes = 900_000;
/** About what a record takes beside key, value and headers. */
const overheadBytes = 100;
const answeredWithinMs = 30_000;

/** Every record says its partition. */
const asTheRecordSays: ICustomPartitioner =
  () =>
  ({ message }) =>
    message.partition ?? 0;

/** Writes to a topic with one request under way: two could overtake each other (kafkajs 2.2.4). */
export class KafkaTopicWriter implements TopicWriter {
  readonly #producer: Producer;
  #connected = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly kafka: Kafka,
    readonly plan: TopicPlan,
  ) {
    this.#producer = kafka.producer({
      createPartitioner: asTheRecordSays,
      allowAutoTopicCreation: false,
      idempotent: false,
      maxInFlightRequests: 1,
    });
  }

  prepare(): Promise<readonly PartitionBounds[]> {
    const { topic, partitions, anyPartitions } = this.plan;
    return asked(topic, () =>
      administered(this.kafka, async (admin) => {
        if (!(await admin.listTopics()).includes(topic)) await admin.createTopics({ topics: [topicOf(this.plan)], waitForLeaders: true }); // prettier-ignore
        const bounds = await firstBoundsOf(admin, topic);
        if (!anyPartitions && bounds.length !== partitions)
          throw new TopicPartitionsDiffer(topic, bounds.length, partitions);
        return bounds;
      }),
    );
  }

  publish(records: readonly OutgoingRecord[]): Promise<ReadonlyMap<number, bigint>> {
    const publishing = this.#last.then(() => asked(this.plan.topic, () => this.#publishAll(records)));
    this.#last = publishing.catch(() => undefined);
    return publishing;
  }

  async close(): Promise<void> {
    await this.#last;
    if (this.#connected) await this.#producer.disconnect();
    this.#connected = false;
  }

  async #publishAll(records: readonly OutgoingRecord[]): Promise<ReadonlyMap<number, bigint>> {
    if (!this.#connected) await this.#producer.connect();
    this.#connected = true;
    const ends = new Map<number, bigint>();
    for (const some of requests(records)) await this.#publish(some, ends);
    return ends;
  }

  async #publish(records: readonly OutgoingRecord[], ends: Map<number, bigint>): Promise<void> {
    const topicMessages = [{ topic: this.plan.topic, messages: records.map(messageOf) }];
    const answers = await this.#producer.sendBatch({ topicMessages, acks: -1, timeout: answeredWithinMs });
    const counts = new Map<number, number>();
    for (const { partition } of records) counts.set(partition, (counts.get(partition) ?? 0) + 1);
    for (const { partition, baseOffset } of answers)
      ends.set(partition, BigInt(baseOffset ?? 0) + BigInt(counts.get(partition) ?? 0));
    allAnswered(counts.keys(), new Set(answers.map(({ partition }) => partition)));
  }
}

/**
 * What the client sends again by itself leaves out a partition that moved to a broker which had answered for others, and is
 * told as published (kafkajs 2.2.4). Errors: `MessagingUnavailable`, and whoever publishes sends all of it again.
 */
function allAnswered(partitions: Iterable<number>, answered: ReadonlySet<number>): void {
  for (const partition of partitions)
    if (!answered.has(partition)) throw new MessagingUnavailable(`no broker answered for partition ${partition}`);
}

/** Where there are enough replicas, “all” of them is never one alone. */
const topicOf = ({ topic, partitions, replicas = 0 }: TopicPlan): ITopicConfig => ({
  topic,
  numPartitions: partitions,
  ...(replicas > 0 && { replicationFactor: replicas }),
  ...(replicas > 2 && { configEntries: [{ name: 'min.insync.replicas', value: '2' }] }),
});

/** All records of a partition go in one batch of a request: as many as a broker takes at once. */
function* requests(records: readonly OutgoingRecord[]): Generator<readonly OutgoingRecord[]> {
  let some: OutgoingRecord[] = [];
  let bytes = new Map<number, number>();
  for (const record of records) {
    const size = sizeOf(record);
    const sum = (bytes.get(record.partition) ?? 0) + size;
    if (sum > largestBatchBytes && some.length > 0) {
      yield some;
      [some, bytes] = [[], new Map<number, number>()];
    }
    some.push(record);
    bytes.set(record.partition, (bytes.get(record.partition) ?? 0) + size);
  }
  if (some.length > 0) yield some;
}

function sizeOf({ key, value, headers }: OutgoingRecord): number {
  let size = overheadBytes + (key === null ? 0 : Buffer.byteLength(key)) + (value?.length ?? 0);
  for (const name in headers) size += name.length + (headers[name]?.length ?? 0);
  return size;
}

const messageOf = ({ partition, key, value, headers }: OutgoingRecord): TopicMessages['messages'][number] => ({
  partition,
  key: bufferOf(key),
  value: bufferOf(value),
  headers: headers as Record<string, string | Buffer>,
});

const bufferOf = (bytes: string | Uint8Array | null): string | Buffer | null =>
  bytes === null || typeof bytes === 'string' || Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
