import type { Instant, Lane } from '#domain';

/** One raw delivery, as it arrived. The triple (inbox, nativeId, sha256) names it. */
export interface Envelope {
  readonly inbox: string;
  /** From a header or the provider's delivery header; otherwise the sha256 in hex. */
  readonly nativeId: string;
  /** SHA-256 of the body, hex. */
  readonly sha256: string;
  readonly lane: Lane;
  readonly contentType: string;
  readonly receivedAt: Instant;
  /** Bytes of the body as they came; absent when they lie in the blob store under `sha256` (over 64 KiB). */
  readonly body?: Uint8Array;
  /** Length of the body in bytes. */
  readonly size: number;
  /** What the door knows beside the body (a chat visitor's id, an import's file name), JSON text; empty for nothing. */
  readonly context: string;
}
export interface KeptEnvelope extends Envelope {
  /** Place in the inbound log, over both lanes; rises from 1. */
  readonly position: bigint;
  /** What it said was erased: nothing is left but its place, inbox, lane, size and when it came. Absent otherwise. */
  readonly erased?: true;
}

/** `kept`: durable now. `repeated`: the same triple was there. `sameIdOtherBytes` is the warning of design §2. */
export interface EnvelopeReceipt {
  readonly position: bigint;
  readonly repeated: boolean;
  readonly sameIdOtherBytes: boolean;
}

/**
 * What arrived, append-only. `keep` resolves when all of them are durable (group commit: callers share one fsync).
 * Positions become visible in their order: a reader that walks them never passes one that comes later.
 * Errors: `DeskFull` (no space: nothing kept), `DeskBusy` (the append queue is full: nothing kept), `DeskUnavailable`.
 */
export interface InboundLog {
  keep(envelopes: readonly Envelope[]): Promise<readonly EnvelopeReceipt[]>;
  /** Envelopes of one lane after a position, in order, at most `limit` and at most `maxBytes` of bodies, wherever they lie (at least one). */
  read(lane: Lane, after: bigint, limit: number, maxBytes: number): Promise<readonly KeptEnvelope[]>;
  at(position: bigint): Promise<KeptEnvelope | undefined>;
  /** Last position of a lane, 0n when empty. */
  head(lane: Lane): Promise<bigint>;
  /** The highest position ever given out, over both lanes; 0n for none. */
  lastGiven(): Promise<bigint>;
  /** After a restore: positions up to `atLeast` were given out once and are never given out again. */
  raise(atLeast: bigint): Promise<void>;
  /** SHA-256 (hex) of the bodies in the blob store that these envelopes have, and no other. */
  bodiesOnlyOf(positions: readonly bigint[]): Promise<readonly string[]>;
  /** Whether an envelope has this body, and it lies in the blob store. */
  hasLargeBody(sha256: string): Promise<boolean>;
  /**
   * Takes away what these envelopes said, and what they were called: body, native id, context. Overwritten on disk when it
   * resolves, where a file is the store's own; a server lets go of it as its driver says. The same triple that comes again is still known, and changes nothing. Errors: `DeskUnavailable` while
   * somebody reads what was there: ask again.
   */
  erase(positions: readonly bigint[]): Promise<void>;
  /** Resolves when something may have been kept in this lane after `after`, or when the signal aborts. */
  waitFor(lane: Lane, after: bigint, signal: AbortSignal): Promise<void>;
}
