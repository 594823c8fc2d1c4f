import type { RecordedEvent } from '#event-log';
import { partitionOf, writeEventRecord } from '../src/index.js';
import type { OutgoingRecord, TopicRecord } from '../src/index.js';

/** Events as a relay publishes them to a topic with so many partitions, from the first of the log on. */
export function published(events: readonly RecordedEvent[], partitions: number, epoch = 1): readonly OutgoingRecord[] {
  const last = Array.from({ length: partitions }, () => 0n);
  let follows = 0n;
  return events.map((event) => {
    const partition = partitionOf(event.stream, partitions);
    const prev = last[partition] ?? 0n;
    const record = writeEventRecord(event, { deskId: 'acme', epoch, partition, prev, follows });
    last[partition] = follows = event.position;
    return record;
  });
}

/** A record as it lies in a topic. */
export function arrived({ key, value, headers }: OutgoingRecord, offset: bigint): TopicRecord {
  const said = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)] as const);
  return { offset, key: key === null ? null : Buffer.from(key), value, headers: Object.fromEntries(said) };
}
