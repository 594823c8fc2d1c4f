/** Where a ticket stands in the queue: what a queue is filtered by. */
export interface QueuePlace {
  readonly inbox: string;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
}

/** What one commit of the pages changed of one ticket. */
export interface LiveChange {
  readonly ticketId: string;
  /** The ticket as `GET /v1/queue` or `GET /v1/tickets/…` shows it, JSON text; absent where only its timeline grew. */
  readonly row?: string;
  /** Its place in the queue before and after; absent where it had or has none. */
  readonly was?: QueuePlace;
  readonly is?: QueuePlace;
  /** Something was written to its timeline. */
  readonly hasNewEntry: boolean;
}

/** What was committed to the pages between two positions. Nothing is told before it is committed. */
export interface LiveNews {
  readonly since: bigint;
  readonly position: bigint;
  readonly changes: readonly LiveChange[];
}

/** Whoever copies the log into pages; tells of changes only while somebody watches. */
export interface LivePort {
  /** Tells how far the pages are at once, then every commit; until the answer is called. */
  watch(hear: (news: LiveNews) => void): () => void;
}
