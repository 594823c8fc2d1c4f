/** A message on its way to a topic. */
export interface OutgoingRecord {
  readonly partition: number;
  readonly key: string | Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string | Uint8Array>>;
}

/** A message as it lies in a topic. */
export interface TopicRecord {
  /** Its place in the partition; rises, not always by one. */
  readonly offset: bigint;
  readonly key: Uint8Array | null;
  /** `null` where there is none: what Kafka calls a tombstone. */
  readonly value: Uint8Array | null;
  /** The first of each name. */
  readonly headers: Readonly<Record<string, Uint8Array>>;
}

/** A topic as a desk wants it. */
export interface TopicPlan {
  readonly topic: string;
  /** How many partitions it is made with. */
  readonly partitions: number;
  /** How many brokers keep each of them; absent for as many as brokers are set to. */
  readonly replicas?: number;
  /** Whoever made it may have chosen another number of partitions. */
  readonly anyPartitions?: true;
}

/** What a partition holds: records at offsets from `first` to before `next`. */
export interface PartitionBounds {
  readonly first: bigint;
  readonly next: bigint;
}

/**
 * Writes to a topic, one call at a time: whoever calls again before the last call ended waits for it.
 *
 * Errors: `MessagingUnavailable` (it may have been written, or not, or some of it: the same again).
 */
export interface TopicWriter {
  readonly plan: TopicPlan;
  /** Makes the topic where it is not there; answers what its partitions hold. Errors: also `TopicPartitionsDiffer`. */
  prepare(): Promise<readonly PartitionBounds[]>;
  /**
   * Resolves when every replica in service has all of them, with the offset behind the last record of each partition that
   * got one. Records of one partition keep their order. Errors: also `RecordTooLarge`.
   */
  publish(records: readonly OutgoingRecord[]): Promise<ReadonlyMap<number, bigint>>;
  /** Lets go of the connections, when what is under way has ended; whoever publishes again makes new ones. */
  close(): Promise<void>;
}

/** Records of one partition, as they came: at least one. */
export interface TopicBatch {
  readonly partition: number;
  readonly records: readonly TopicRecord[];
  /** To be called now and then by whoever takes longer than a few seconds: whoever is silent loses the partition to another. */
  heartbeat(): Promise<void>;
}

/** What a member of a group does. */
export interface GroupWork {
  readonly group: string;
  /**
   * Told before the first batch after every change in the group which partitions are this member's now. What it did on others
   * may be done again by another member, at the same time.
   */
  readonly onAssigned: (partitions: readonly number[]) => void;
  /**
   * Takes records; answers the offset it reads on from, which is then committed: behind the last of them, or any other.
   * Whatever it throws ends the work.
   */
  readonly onBatch: (batch: TopicBatch) => Promise<bigint>;
}

/** A topic that is read whole, by the one member of a group that is at work. */
export interface WholeTopic {
  /** Nothing more of a partition, until it is read on. */
  pause(partition: number): void;
  /** Reads on: where it stopped, or from an offset. */
  resume(partition: number, from?: bigint): void;
  /** Says how far the group is, by partition: others see it, and whoever reads next begins there. */
  commit(offsets: ReadonlyMap<number, bigint>): Promise<void>;
}

/** What the member of a group does that reads all partitions; the others stand by. */
export interface WholeWork {
  readonly group: string;
  /** Told before the first batch after every change in the group, with what is read from then on; or that it stands by. */
  readonly onTurn: (topic: WholeTopic | undefined) => void;
  /** Takes records; answers the offset it reads on from. Nothing is committed by that. Whatever it throws ends the work. */
  readonly onBatch: (batch: TopicBatch) => Promise<bigint>;
}

/** Reads a topic. Errors: `MessagingUnavailable`, `TopicMissing`. */
export interface TopicReader {
  readonly topic: string;
  /** Works as a member of a group until the signal aborts. Errors: also whatever `onBatch` throws. */
  consume(work: GroupWork, signal: AbortSignal): Promise<void>;
  /** The same where one member at a time reads all partitions, and commits when it says so. Errors: as `consume`. */
  consumeWhole(work: WholeWork, signal: AbortSignal): Promise<void>;
  /** What each partition holds. */
  bounds(): Promise<readonly PartitionBounds[]>;
}

/** The brokers of a desk. */
export interface Messaging {
  writer(plan: TopicPlan): TopicWriter;
  reader(topic: string): TopicReader;
}
