/** How records are written: a line each, an event stream's frame each, or the items of a JSON list. */
export type FeedForm = 'ndjson' | 'sse' | 'list';

/** Which part of the log is asked for, and how it is to be written. */
export interface FeedQuestion {
  /** Events behind this position; 0n from the first. */
  readonly after: bigint;
  /** Records at most. */
  readonly limit: number;
  /** Types of event; all where it is empty. */
  readonly types: readonly string[];
  /** Whole streams (`customer-x1`) or categories of them (`customer`); all where it is empty. */
  readonly streams: readonly string[];
  /** Whether sealed texts are opened: only for keys that may read them. */
  readonly withText: boolean;
  readonly form: FeedForm;
}

/** A short piece of the feed, written and ready to be sent. */
export interface FeedPortion {
  readonly bytes: Uint8Array;
  readonly records: number;
  /** Everything up to here was looked at: the next portion comes after it. */
  readonly upTo: bigint;
  /** The log had no more at that moment. */
  readonly atHead: boolean;
}

/** Reads the log in short portions, away from the thread that serves. */
export interface FeedPort {
  /**
   * The next portion; where there is nothing yet, waits up to `patienceMs` for it. An aborted signal ends the wait.
   *
   * Errors: `POSITION.UNREADABLE` for a position beyond the log, and those of log and keys, by their codes.
   */
  next(question: FeedQuestion, signal: AbortSignal, patienceMs: number): Promise<FeedPortion>;
}
