import type { Actor, Clear, Instant } from '#domain';

/**
 * A part of an event that holds personal data, encrypted under a key of its own.
 * `bytes` is IV (12) + ciphertext + tag (16), or, over 64 KiB, lies in the blob store under `blob`.
 */
export interface SealedPart {
  readonly keyId: number;
  /** The customer whose erasure destroys the key; the inbox's id (`inbox-…`) where no customer is known. */
  readonly owner: string;
  readonly bytes?: Uint8Array;
  /** SHA-256 (hex) of the sealed bytes in the blob store. */
  readonly blob?: string;
}
export type SealedParts = Readonly<Record<string, SealedPart>>;

/** An event as its writer knows it. */
export interface EventDraft {
  /** UUIDv8 in text form; derived, so that a retried append is recognised. */
  readonly id: string;
  readonly type: string;
  readonly schema: number;
  readonly clear: Clear;
  readonly sealed: SealedParts;
  /** What the channel claims; never later than `receivedAt`. */
  readonly occurredAt: Instant;
  /** The door's clock. */
  readonly receivedAt: Instant;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string;
}

/** An event as the log keeps it. */
export interface RecordedEvent extends EventDraft {
  readonly stream: string;
  /** 1 for the first event of its stream. */
  readonly version: number;
  /** Place in the whole log; rises, starts at 1, without gaps on drivers that say so. */
  readonly position: bigint;
  /** The log's clock, forced to rise. */
  readonly recordedAt: Instant;
  /** SHA-256 over the stream's previous hash and the draft: see `chainHash` in sealing. 32 bytes. */
  readonly hash: Uint8Array;
}

/** An event without what is sealed of it: all that is needed by those who read no text. */
export type ClearEvent = Omit<RecordedEvent, 'sealed'>;

/** A stretch of the log: the events on it that were asked for, in log order, and where it ends. */
export interface Stretch {
  /** May be none. */
  readonly events: readonly ClearEvent[];
  /** The last event looked at, asked for or not; a reader goes on behind it. */
  readonly upTo: LogHead;
  /** There may be more behind it already. */
  readonly more: boolean;
}

/** The end of a stream as a writer knows it: what an append expects to find. */
export interface StreamTip {
  /** Version of the last event; 0 for a stream that does not exist. */
  readonly version: number;
  /** Hash of the last event; 32 zero bytes for a stream that does not exist. */
  readonly hash: Uint8Array;
}
export const newStream: StreamTip = Object.freeze({ version: 0, hash: new Uint8Array(32) });

/** Events to stand on one stream, right behind the tip their writer saw: all of them or none. */
export interface Append {
  readonly stream: string;
  readonly expected: StreamTip;
  /** At least one. */
  readonly events: readonly EventDraft[];
}

/**
 * `appended`: now, or by an earlier try with the same event ids (`repeated`).
 * `refused`: another writer was first; `actual` is what stands there.
 */
export type AppendOutcome =
  | { readonly kind: 'appended'; readonly tip: StreamTip; readonly lastPosition: bigint; readonly repeated: boolean }
  | { readonly kind: 'refused'; readonly actual: StreamTip };

/** The end of the log. */
export interface LogHead {
  /** Position of the last event; 0 when the log is empty. */
  readonly position: bigint;
  readonly hash: Uint8Array;
}

/** What a driver can and cannot do; the contract suite reads the flags and says so aloud. */
export interface EventLogTraits {
  readonly driver: string;
  /** Events outlive the process. */
  readonly durable: boolean;
  /** Positions are 1, 2, 3 … */
  readonly gapless: boolean;
  /** `recordedAt` never falls along the log. Default: so. Where it may fall, it is the server's clock that fell. */
  readonly recordedAtRises?: boolean;
  /** Events of `readStream` tell their position. Default: they do. Where they do not, it is 0n: see `positionOf`. */
  readonly streamsTellPositions?: boolean;
  /** Who follows is handed events as they arrive, so that batches may be smaller than they could be. Default: not so. */
  readonly pushes?: boolean;
  /** Appends of one batch stand in the log in their order. Default: so. Where not, only those of one stream do. */
  readonly batchesInOrder?: boolean;
}

/**
 * Reading the log. Every method may be called while others append, and sees what was appended before the call.
 *
 * Errors: `LogUnavailable` (also after `close`: whoever follows is told so), `LogDamaged` (events before the damage are
 * given first).
 */
export interface EventLogReader {
  readonly traits: EventLogTraits;
  /** Events of one stream after `afterVersion` (0: from the first), oldest first, at most `limit`. */
  readStream(stream: string, afterVersion: number, limit: number): Promise<readonly RecordedEvent[]>;
  /** Events of all streams after `after` (0n: from the first), in log order, at most `limit`. */
  readAll(after: bigint, limit: number): Promise<readonly RecordedEvent[]>;
  /** Non-empty batches for ever, in log order, until `signal` aborts (then it ends cleanly). At most `limit` a batch. */
  follow(after: bigint, limit: number, signal: AbortSignal): AsyncIterable<readonly RecordedEvent[]>;
  /**
   * The next stretch of at most `limit` events after `after`, without what is sealed; with `types`, only the events of
   * these. `undefined` at the end of the log. Much cheaper than `readAll`: what is not asked for is not read.
   */
  readClear(after: bigint, limit: number, types?: readonly string[]): Promise<Stretch | undefined>;
  /** Such stretches for ever, as `follow` does. */
  followClear(after: bigint, limit: number, signal: AbortSignal, types?: readonly string[]): AsyncIterable<Stretch>;
  head(): Promise<LogHead>;
  /** The event at a position, or `undefined`. A checkpoint compares its hash. */
  at(position: bigint): Promise<RecordedEvent | undefined>;
  /** Where an event of `readStream` stands in the log. Absent where it tells that itself, or nobody but writers can ask. */
  positionOf?(event: RecordedEvent): Promise<bigint>;
  /**
   * What the store itself finds wrong outside of events (pages, indexes), in words. Reads all of it.
   * Absent where a store looks after that on its own.
   */
  examine?(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * The truth: append-only, one order, one expected tip a stream.
 *
 * Errors: `WrongExpectedVersion` (append only; appendMany answers `refused`), `LogUnavailable` (nothing was written,
 * try again), `LogOutcomeUnknown` (repeat with the same ids), `LogFull` (no space: nothing was written),
 * `AppendMalformed` (a fault of the caller: nothing of the batch was written).
 */
export interface EventLog extends EventLogReader {
  append(append: Append): Promise<Extract<AppendOutcome, { kind: 'appended' }>>;
  /** One durable write for independent appends, each judged on its own, in the order given; outcomes in the same order. */
  appendMany(appends: readonly Append[]): Promise<readonly AppendOutcome[]>;
  /**
   * What another thread of this process needs beside the URL to append to the same log (`openEventLog`), to be
   * transferred to it; closed before this log is. Absent where the URL is enough.
   */
  readonly branch?: () => InstanceType<typeof MessagePort>;
  /** How many appends shared each durable write since the start. Absent where the driver cannot tell, and on a branch. */
  readonly groupSizes?: () => GroupSizes;
}

/** How large the groups were that shared a durable write. */
export interface GroupSizes {
  /** Groups by the upper bound of their size, the smallest first; each group is counted once. */
  readonly groups: readonly (readonly [upTo: number, groups: number])[];
  /** What all of them held together. */
  readonly total: number;
}
