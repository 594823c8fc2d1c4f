import type { PublishedLast, RelayPlace } from '#desk-store';
import type { RecordedEvent } from '#event-log';
import { partitionOf, writeEventRecord } from '#messaging';
import type { OutgoingRecord } from '#messaging';

/** Events as they go to a topic, and what their partitions end with then. */
export interface PublishedBatch {
  readonly records: readonly OutgoingRecord[];
  /** Position of the last event in each partition, by its number. */
  readonly last: readonly bigint[];
}

/** Where the topic ends: with which event, and with which in each partition. */
type Published = Pick<RelayPlace, 'position' | 'partitions'>;

/**
 * Records of events, in log order. What stands in one follows from the log and the number of partitions alone: whoever
 * publishes an event again, after a crash or out of a long sleep, publishes the same bytes.
 */
export function recordsOf(
  events: readonly RecordedEvent[],
  before: Published,
  { deskId, epoch }: { readonly deskId: string; readonly epoch: number },
): PublishedBatch {
  const last = before.partitions.map(({ position }) => position);
  let follows = before.position;
  const records = events.map((event) => {
    const partition = partitionOf(event.stream, last.length);
    const prev = last[partition] ?? 0n;
    const record = writeEventRecord(event, { deskId, epoch, partition, prev, follows });
    last[partition] = follows = event.position;
    return record;
  });
  return { records, last };
}

/** Where the relay stands when these events were published, with the offset each partition ends at. */
export function placeAfter(
  event: RecordedEvent,
  epoch: number,
  last: readonly bigint[],
  before: readonly PublishedLast[],
  ends: ReadonlyMap<number, bigint>,
): RelayPlace {
  const partitions = last.map((position, partition) => {
    return { position, nextOffset: ends.get(partition) ?? before[partition]?.nextOffset ?? 0n };
  });
  return { epoch, position: event.position, hash: event.hash, partitions };
}
