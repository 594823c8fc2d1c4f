import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import type { PlainEvent } from '../faults/plain-reader.js';
import type { Finding } from './finding.js';

/** A record of the topic of events, as a consumer who knows nothing but Kafka and JSON finds it. */
export interface PlainRecord {
  readonly partition: number;
  readonly stream: string;
  readonly id: string;
  readonly position: number;
  readonly prev: number;
  readonly version: number;
}

/** Everything that lies in a topic, partition by partition in its order. */
export async function readTopic(brokers: string, topic: string): Promise<readonly PlainRecord[]> {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic).finally(() => admin.disconnect());
  const left = new Set(ends.filter(({ low, high }) => low !== high).map(({ partition }) => partition));
  const consumer = kafka.consumer({ groupId: `walk-${randomUUID()}` });
  const records: PlainRecord[] = [];
  const { promise: isRead, resolve: read } = Promise.withResolvers<void>();
  if (left.size === 0) read();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({
    async eachMessage({ partition, message: { key, value, headers = {}, offset } }) {
      const { version } = JSON.parse(String(value)) as { version: number };
      const [id, position, prev] = [headers['ce_id'], headers['position'], headers['prev']].map(String);
      records.push({
        partition,
        stream: String(key),
        id: id ?? '',
        position: Number(position),
        prev: Number(prev),
        version,
      });
      if (BigInt(ends.find((end) => end.partition === partition)?.high ?? 0) === BigInt(offset) + 1n)
        left.delete(partition);
      if (left.size === 0) read();
    },
  });
  await isRead.finally(() => consumer.disconnect());
  return records;
}

/** Whether the topic has every event of the log once when repeats are dropped by position, and each names the one before it. */
export function topicLike(records: readonly PlainRecord[], events: readonly PlainEvent[]): readonly Finding[] {
  const [lasts, versions] = [new Map<number, number>(), new Map<string, number>()];
  const faults: string[] = [];
  const fresh = new Map<number, PlainRecord>();
  for (const record of records) {
    const { partition, position, prev, stream, version } = record;
    const last = lasts.get(partition) ?? 0;
    if (prev > last) faults.push(`${position} in partition ${partition} follows ${prev}, and ${last} stands before it`);
    if (position <= last) continue;
    if (version !== (versions.get(stream) ?? 0) + 1) faults.push(`${stream} has a gap before version ${version}`);
    lasts.set(partition, position);
    versions.set(stream, version);
    fresh.set(position, record);
  }
  const missing = events.filter(({ position, id, stream }) => {
    const record = fresh.get(position);
    return record?.id !== id || record.stream !== stream;
  });
  const words = missing.map(({ position }) => `event ${position} is not in the topic`);
  const repeats = records.length - fresh.size;
  return [
    { name: 'events in the topic', wanted: events.length, found: fresh.size, faults: [...faults, ...words] },
    { name: 'repeats in the topic, to be dropped', wanted: repeats, found: repeats, faults: [] },
  ];
}
