import type { RecordedEvent } from '#event-log';

/** Up to where a partition was applied. */
export interface PartitionPlace {
  /** The desk's epoch in which `position` was counted. */
  readonly epoch: number;
  /** Every event of the partition up to here, in log order, was applied; 0n for none. */
  readonly position: bigint;
}

/** Events of one partition that were not applied yet. */
export interface EventBatch {
  readonly partition: number;
  /** How many partitions the topic has: `partitionOf` says which streams are in this one. */
  readonly partitions: number;
  /** At least one, in log order. */
  readonly events: readonly RecordedEvent[];
  /** Where the partition stood; `undefined` where nothing was applied of it. */
  readonly from: PartitionPlace | undefined;
  /** Where it stands with them. */
  readonly to: PartitionPlace;
}

/** What events are applied to: pages, and a place for each partition beside them, in one store. */
export interface EventPages {
  /** Asked whenever the partition may have been somebody else's in between; `undefined` where nothing was applied of it. */
  place(partition: number): Promise<PartitionPlace | undefined>;
  /**
   * One transaction: the changes of the pages, and the partition's place moved from `from` to `to`.
   * Errors: `PlaceMoved` where it does not stand at `from` any more (nothing is written then); any other ends the reading.
   */
  apply(batch: EventBatch): Promise<void>;
}
