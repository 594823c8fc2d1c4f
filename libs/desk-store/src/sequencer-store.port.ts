import type { Lane } from '#domain';

/** The lease whose epoch every write of the sequencer names. */
export const sequencerLease = 'sequencer';

/** Where an item goes: written once, before anything is appended; met again by every retry. */
export interface Route {
  readonly itemKey: string;
  /** The stream the item belongs to: `customer-<id>`, or `inbox-<id>` for notices. */
  readonly stream: string;
}

/** An item that stands in the log already came again, in this envelope. */
export interface Repeat {
  /** Where it stands. */
  readonly stream: string;
  /** Inbound position. */
  readonly envelope: bigint;
}

export interface LaneCheckpoint {
  readonly lane: Lane;
  /** Inbound position: everything up to here is in the case-file log. */
  readonly position: bigint;
}

/** A run of envelopes of one lane, by inbound position, both ends included. */
export interface Stretch {
  readonly lane: Lane;
  readonly first: bigint;
  readonly last: bigint;
}

/** The lookup index as a fold of the case-file log: what one run of events adds and takes away. */
export interface IndexChange {
  /** Handle digest → customer; an empty customer removes it. The last one wins. */
  readonly handles: ReadonlyMap<string, string>;
  /** Thread key digest → `<customerId>.c<ordinal>`; an empty conversation removes it. */
  readonly threads: ReadonlyMap<string, string>;
  /** Item key → stream it stands in. */
  readonly items: ReadonlyMap<string, string>;
}

export interface IndexMark {
  readonly position: bigint;
  /** Hash of the event at `position`; a log that has another hash there was restored. */
  readonly hash: Uint8Array;
}

/**
 * What the one leased sequencer keeps: routes, lane checkpoints and the lookup index.
 * Every write names the lease epoch; a sequencer that lost its lease gets `LeaseLost` and changes nothing.
 */
export interface SequencerStore {
  /**
   * One durable commit: routes not yet there are written, checkpoints move, and `underWay` is what is being worked on from
   * now on (`null`: nothing; left out: what was before). Answers the route in force for each key.
   */
  route(
    epoch: number,
    routes: readonly Route[],
    checkpoints: readonly LaneCheckpoint[],
    underWay?: Stretch | null,
  ): Promise<ReadonlyMap<string, string>>;
  /** Durable when it resolves. The log names the envelope an item came in first; the others are known by this alone. */
  noteRepeats(epoch: number, repeats: readonly Repeat[]): Promise<void>;
  /** Envelopes in which items of these streams came again. */
  repeatsOf(streams: readonly string[]): Promise<readonly bigint[]>;
  /** The envelopes whose items may have routes without standing in the log: what to finish first after a crash. */
  underWay(): Promise<Stretch | undefined>;
  /** Routes in force for these keys; keys without one are absent. */
  routesOf(itemKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Those of these items that stand in the log, as far as the index was folded (`IndexChange.items`), whatever their route. */
  recorded(itemKeys: readonly string[]): Promise<ReadonlySet<string>>;
  checkpoint(lane: Lane): Promise<bigint>;
  /** One commit: the index moves from the mark it had to `to`. */
  foldIndex(epoch: number, change: IndexChange, to: IndexMark): Promise<void>;
  indexMark(): Promise<IndexMark>;
  customersOf(handles: readonly string[]): Promise<ReadonlyMap<string, string>>;
  conversationsOf(threadKeys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Forgets the index (not the routes); it is then folded again from the start of the log. */
  clearIndex(epoch: number): Promise<void>;
}
