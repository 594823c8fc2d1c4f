import type { AgentState, CustomerFile, HandleState, InboxState, LinkState, ParkingState, TeamState } from '#domain';
import {
  compactedFile,
  emptyAgent,
  emptyCustomerFile,
  emptyLink,
  emptyParking,
  emptyTeam,
  evolveAgent,
  evolveCustomerFile,
  evolveHandle,
  evolveInbox,
  evolveLink,
  evolveParking,
  evolveTeam,
  emptyHandle,
  emptyInbox,
} from '#domain';
import type { EventLog, RecordedEvent } from '#event-log';
import type { Sealer } from '#sealing';
import { factOf } from './fact-of.js';
import { Recorder } from './recorder.js';
import type { DatedFact } from './recorder.js';
import { StreamCache } from './stream-cache.js';
import type { StreamSnapshots } from './stream-snapshots.js';

/** One recorder for each kind of stream that is decided on. */
export interface Recorders {
  readonly files: Recorder<CustomerFile>;
  readonly handles: Recorder<HandleState>;
  readonly links: Recorder<LinkState>;
  readonly inboxes: Recorder<InboxState>;
  readonly agents: Recorder<AgentState>;
  readonly teams: Recorder<TeamState>;
  readonly parking: Recorder<ParkingState>;
}

const mebibyte = 1024 * 1024;
/** How much is remembered by kind, in bytes: a file is worth it, a handle is rarely met twice in a row. */
const remembered = { files: 16 * mebibyte, inboxes: 4 * mebibyte, others: mebibyte };

/** Items and commands that a state knows by name; older ones are forgotten. */
const itemsRemembered = 1_000;

/**
 * Measured: a file of one message takes 2 kB, of a thousand 20 kB. Every conversation and ticket adds to it, and every item
 * remembered: those of the last moments more, as they are not gathered in a run yet.
 */
const bytesOfFile = ({ conversations, tickets, version }: CustomerFile): number =>
  1_500 +
  270 * (conversations.size + tickets.size) +
  60 * Math.min(version, 50) +
  20 * Math.min(version, itemsRemembered);

/** The others remember little more than what was done last. */
const bytesOfOther = (_: unknown, version: number): number => 800 + 250 * Math.min(version, itemsRemembered);

/** A kind of stream: its fold, and how many bytes of its states are remembered. */
interface StreamKind<State> {
  readonly empty: (id: string) => State;
  /** Of facts of its own kind. */
  readonly evolve: (state: State, fact: never) => State;
  /** Of states that grow with their stream. */
  readonly compact?: (state: State) => State;
  readonly bytesOf: (state: State, version: number) => number;
  readonly capacity: number;
}

/** The recorders of one process over one log. Without `snapshots` every stream that is met anew is read as a whole. */
export function recordersOver(log: EventLog, sealer: Sealer, snapshots?: StreamSnapshots): Recorders {
  const asItIs = <State>(state: State): State => state;
  const recorder = <State>({
    empty,
    evolve,
    compact = asItIs,
    bytesOf,
    capacity,
  }: StreamKind<State>): Recorder<State> => {
    // A stream holds facts of its own kind alone: only what was decided for it is ever appended to it.
    const fold = evolve as (state: State, fact: DatedFact) => State;
    const folding = {
      empty: (stream: string) => empty(stream.slice(stream.indexOf('-') + 1)),
      evolve: (state: State, event: RecordedEvent) => fold(state, factOf(event)),
      compact,
      bytesOf,
    };
    return new Recorder(log, sealer, new StreamCache(log, folding, capacity, snapshots), fold);
  };
  const other = { bytesOf: bytesOfOther, capacity: remembered.others };
  return {
    files: recorder({
      empty: emptyCustomerFile,
      evolve: evolveCustomerFile,
      compact: compactedFile,
      bytesOf: bytesOfFile,
      capacity: remembered.files,
    }),
    handles: recorder<HandleState>({ ...other, empty: emptyHandle, evolve: evolveHandle }),
    links: recorder<LinkState>({ ...other, empty: emptyLink, evolve: evolveLink }),
    inboxes: recorder<InboxState>({ ...other, empty: emptyInbox, evolve: evolveInbox, capacity: remembered.inboxes }),
    agents: recorder<AgentState>({ ...other, empty: emptyAgent, evolve: evolveAgent }),
    teams: recorder<TeamState>({ ...other, empty: emptyTeam, evolve: evolveTeam }),
    parking: recorder<ParkingState>({ ...other, empty: emptyParking, evolve: evolveParking }),
  };
}
