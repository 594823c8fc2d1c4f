import type { Instant, ReplyStatus } from '#domain';
import type { Checkpoint } from './checkpoints.port.js';

/** The lease of whoever reads the log for the outbox, and the processor whose checkpoint that moves. */
export const outboxLease = 'outbox';

/** The lease of whoever sends the replies of an inbox. */
export const inboxLease = (inbox: string): string => `${outboxLease}/${inbox}`;

/** A lease as a write names it. */
export interface Hold {
  readonly name: string;
  readonly epoch: number;
}

/** An inbox that replies wait in. */
export interface WaitingInbox {
  readonly inbox: string;
  /** When the next one may be due; absent while all of them are under way. */
  readonly nextDueAt?: Instant;
}

/** A reply that is to leave the desk, as its fact tells of it. */
export interface OutgoingNote {
  readonly replyId: string;
  /** The stream it stands on: `customer-<id>`. */
  readonly stream: string;
  readonly conversationId: string;
  readonly inbox: string;
  /** Of `ReplyWritten` in the log: replies of one conversation leave in this order. */
  readonly position: bigint;
  /** The outbox's clock when it took the reply: its patience is counted from here. */
  readonly takenAt: Instant;
}

/** A reply on its way out. */
export interface WaitingReply extends OutgoingNote {
  /** Tries that were begun. */
  readonly attempts: number;
  /** Not before this. */
  readonly nextTryAt: Instant;
  /** Why the last try came to nothing, as a stable code; empty for none. */
  readonly lastReason: string;
  /** A try was begun and nothing was heard of how it ended: it may have gone out. */
  readonly maybeSent: boolean;
  /** When the try under way was begun; absent while none is. */
  readonly sendingSince?: Instant;
}

/** What a provider told of a message the desk did not know yet. */
export interface EarlyStatus {
  readonly statusId: string;
  /** Keyed digest of the native message id it reports on. */
  readonly nativeKey: string;
  readonly inbox: string;
  readonly status: ReplyStatus;
  readonly reason: string;
  readonly occurredAt: Instant;
  /** Where it came in, as the fact has it. */
  readonly envelope: string;
  readonly parser: string;
}

/** What a stretch of the log holds for the outbox. */
export interface OutboxIntake {
  readonly replies: readonly OutgoingNote[];
  readonly statuses: readonly EarlyStatus[];
  /** The log was read up to here. */
  readonly upTo: Checkpoint;
}

/** When a reply is tried again, and why it did not leave. */
export interface PutOff {
  readonly nextTryAt: Instant;
  readonly reason: string;
  /** Whose coming brings it forward: see `bringForward`. Empty for nobody's. */
  readonly awaits: string;
  /** It may have gone out all the same. */
  readonly maybeSent: boolean;
}

/** The outbox in figures. */
export interface OutboxFigures {
  readonly waiting: number;
  /** Of those, with a try under way. */
  readonly sending: number;
  /** Of those, whose last try came to nothing. */
  readonly putOff: number;
  /** When the oldest of them was taken up. */
  readonly oldestTakenAt?: Instant;
}

/**
 * Replies on their way out, and what providers told too early. What leaves the desk is written down before it is sent and
 * after: a mark without an end says that a reply may have gone out, and nobody knows.
 * What is read from the log is written under the lease `outbox`; what becomes of a reply, under that of its inbox, and it
 * changes no other inbox's. Whoever lost the lease gets `LeaseLost` and changes nothing.
 */
export interface OutboxRoom {
  /** One commit: replies and statuses not yet there are kept, and the checkpoint of the processor `outbox` moves. */
  take(epoch: number, intake: OutboxIntake): Promise<void>;
  /**
   * Replies of these inboxes whose time has come and that no earlier one of their conversation holds up, the oldest
   * first.
   */
  due(now: Instant, limit: number, inboxes: readonly string[]): Promise<readonly WaitingReply[]>;
  /** The inboxes that replies wait in, by their names. */
  waiting(): Promise<readonly WaitingInbox[]>;
  /** Replies of these inboxes whose try was begun and never ended. */
  cutOff(inboxes: readonly string[]): Promise<readonly WaitingReply[]>;
  /**
   * Begins a try of each: durable when it resolves, and only then may anything be sent. Of none: whether the lease is still
   * held, and so nobody else has begun what was begun under it.
   */
  begin(hold: Hold, replyIds: readonly string[], at: Instant): Promise<void>;
  /** Ends a try that came to nothing. */
  putOff(hold: Hold, replyId: string, until: PutOff): Promise<void>;
  /** Ends tries that a crash cut off: they may have gone out, and are due again. */
  doubt(hold: Hold, replyIds: readonly string[], now: Instant): Promise<void>;
  /** The log says what became of it. */
  settle(hold: Hold, replyId: string): Promise<void>;
  /** Replies put off until this one comes are due now, whichever of these leases it is done under; answers how many. */
  bringForward(hold: Hold, awaited: string, now: Instant): Promise<number>;
  /** Statuses that came before their message was known, the earliest first. */
  statusesOf(nativeKey: string): Promise<readonly EarlyStatus[]>;
  /** Those that wait for the longest. */
  oldestStatuses(limit: number): Promise<readonly EarlyStatus[]>;
  /** Under any of these leases. */
  dropStatus(hold: Hold, statusId: string): Promise<void>;
  /** Forgets statuses of before, at most a thousand; answers how many. Under any of these leases. */
  expireStatuses(hold: Hold, before: Instant): Promise<number>;
  /** After a restore, with nobody at work: whatever waits may have gone out since, and the log is read from here. */
  beginAgain(from: Checkpoint): Promise<void>;
  figures(): Promise<OutboxFigures>;
  /**
   * Resolves when another process may have put something there that is due, or when the signal aborts; news may be missed.
   * Present only where several processes share the store.
   */
  news?(signal: AbortSignal): Promise<void>;
}
