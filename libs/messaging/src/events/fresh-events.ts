import type { RecordedEvent } from '#event-log';
import { EpochRaised, EventRecordUnreadable, HoleInEvents } from '../messaging.errors.js';
import type { TopicRecord } from '../messaging.port.js';
import { readEventRecord, readRecordPlace } from './event-record.js';
import type { RecordPlace } from './event-record.js';

/** Up to where a partition was applied. */
export interface PartitionPlace {
  /** The desk's epoch in which `position` was counted. */
  readonly epoch: number;
  /** Every event of the partition up to here, in log order, was applied; 0n for none. */
  readonly position: bigint;
}

/** Why a record cannot follow what was applied. */
export type Trouble = HoleInEvents | EpochRaised | EventRecordUnreadable;

/** An event that was not applied yet, and the record it came in. */
export interface FreshRecord {
  readonly event: RecordedEvent;
  readonly at: RecordPlace;
  readonly offset: bigint;
  /** About what it takes in memory. */
  readonly bytes: number;
}

/** What a run of records of one partition holds for whoever stands at a place. */
export interface Fresh {
  /** Not applied yet, in log order. */
  readonly fresh: readonly FreshRecord[];
  /** Where the partition stands with them. */
  readonly place: PartitionPlace | undefined;
  /** Offset behind the last record that was looked at and is in order. */
  readonly next: bigint;
  /** Why the record at `next` cannot follow; absent where all are in order. */
  readonly trouble?: Trouble;
  /** Of that record, where it is of this desk. */
  readonly troubledAt?: RecordPlace;
}

/**
 * Tells records that come for the first time from those that came before, and proves that none is missing: each names the
 * one before it in its partition. Repeats are what a relay publishes again after a crash, and what a zombie publishes.
 */
export function freshEvents(
  partition: number,
  records: readonly [TopicRecord, ...TopicRecord[]],
  from: PartitionPlace | undefined,
): Fresh {
  const fresh: FreshRecord[] = [];
  let place = from;
  let next = records[0].offset;
  for (const record of records) {
    const at = readRecordPlace(record);
    const trouble = at
      ? troubleWith(at, place, partition)
      : new EventRecordUnreadable(partition, record.offset, noPlace);
    if (trouble) return { fresh, place, next: record.offset, trouble, ...(at && { troubledAt: at }) };
    next = record.offset + 1n;
    if (!at || isApplied(at, place)) continue;
    fresh.push({ event: eventIn(record, at, partition), at, offset: record.offset, bytes: record.value?.length ?? 0 });
    place = { epoch: at.epoch, position: at.position };
  }
  return { fresh, place, next };
}

const noPlace = 'its headers do not say epoch, position, prev and follows';

/** What is of an epoch before is of a history that ended: the part of it that lived on was applied before the next one began. */
const isApplied = ({ epoch, position }: RecordPlace, place: PartitionPlace | undefined): boolean =>
  place !== undefined && (epoch < place.epoch || position <= place.position);

function troubleWith(at: RecordPlace, place: PartitionPlace | undefined, partition: number): Trouble | undefined {
  if (place && at.epoch > place.epoch) return new EpochRaised(partition, place.epoch, at.epoch);
  const applied = place?.position ?? 0n;
  if (isApplied(at, place) || at.prev <= applied) return undefined;
  return new HoleInEvents(partition, applied, at.prev);
}

function eventIn(record: TopicRecord, { position }: RecordPlace, partition: number): RecordedEvent {
  try {
    return readEventRecord(record, position);
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new EventRecordUnreadable(partition, record.offset, reason);
  }
}
