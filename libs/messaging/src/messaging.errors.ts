/** No broker answers, or it answers that it cannot now. Nobody knows what was written: the same again. */
export class MessagingUnavailable extends Error {
  readonly code = 'MESSAGING.UNAVAILABLE';
}

/** There is no such topic. */
export class TopicMissing extends Error {
  readonly code = 'MESSAGING.TOPIC_MISSING';
  constructor(readonly topic: string) {
    super(`there is no topic "${topic}"`);
  }
}

/** A topic has another number of partitions than it should: what is on it was spread by that number. */
export class TopicPartitionsDiffer extends Error {
  readonly code = 'MESSAGING.PARTITIONS_DIFFER';
  constructor(
    readonly topic: string,
    readonly partitions: number,
    readonly wanted: number,
  ) {
    super(`the topic "${topic}" has ${partitions} partitions, not ${wanted}`);
  }
}

/** The brokers take no record of this size. */
export class RecordTooLarge extends Error {
  readonly code = 'MESSAGING.RECORD_TOO_LARGE';
  constructor(readonly topic: string) {
    super(`a record is larger than the topic "${topic}" takes`);
  }
}

/** A topic holds less than was published to it: it was made anew, or its brokers lost what they had acknowledged. */
export class TopicFellBack extends Error {
  readonly code = 'MESSAGING.TOPIC_FELL_BACK';
  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly published: bigint,
    readonly found: bigint,
  ) {
    super(`partition ${partition} of "${topic}" ends at offset ${found}; ${published} records were published to it`);
  }
}

/** A record that should be an event of a desk is none. */
export class EventRecordUnreadable extends Error {
  readonly code = 'MESSAGING.EVENT_UNREADABLE';
  constructor(
    readonly partition: number,
    readonly offset: bigint,
    readonly reason: string,
  ) {
    super(`the record at offset ${offset} of partition ${partition} is no event: ${reason}`);
  }
}

/** Between what was applied and what comes next in the topic there was something that is not there. */
export class HoleInEvents extends Error {
  readonly code = 'MESSAGING.HOLE_IN_EVENTS';
  constructor(
    readonly partition: number,
    /** Position up to which everything was applied. */
    readonly applied: bigint,
    /** Position of the record that should have come, and did not. */
    readonly missing: bigint,
  ) {
    super(
      `partition ${partition} goes on behind position ${missing}; applied is ${applied}: events are missing between`,
    );
  }
}

/** The desk was restored since: positions of the topic and of what was applied count different events. */
export class EpochRaised extends Error {
  readonly code = 'MESSAGING.EPOCH_RAISED';
  constructor(
    readonly partition: number,
    readonly applied: number,
    readonly epoch: number,
  ) {
    super(`partition ${partition} goes on in epoch ${epoch} of the desk; what was applied is of epoch ${applied}`);
  }
}
