import type { CustomerFile, HandleState, InboxState, LinkState } from '#domain';
import {
  emptyCustomerFile,
  emptyLink,
  evolveCustomerFile,
  evolveHandle,
  evolveInbox,
  evolveLink,
  emptyHandle,
  emptyInbox,
} from '#domain';
import type { EventLog, RecordedEvent } from '#event-log';
import type { Sealer } from '#sealing';
import { factOf } from './fact-of.js';
import { Recorder } from './recorder.js';
import type { DatedFact } from './recorder.js';
import { StreamCache } from './stream-cache.js';

/** One recorder for each kind of stream that is decided on. */
export interface Recorders {
  readonly files: Recorder<CustomerFile>;
  readonly handles: Recorder<HandleState>;
  readonly links: Recorder<LinkState>;
  readonly inboxes: Recorder<InboxState>;
}

/** How much is remembered by kind, as `StreamCache` weighs it: a file is worth it, a handle is rarely met twice in a row. */
const remembered = { files: 250_000, handles: 25_000, links: 25_000, inboxes: 50_000 };

/** The recorders of one process over one log. */
export function recordersOver(log: EventLog, sealer: Sealer): Recorders {
  const recorder = <State>(
    empty: (id: string) => State,
    evolve: (state: State, fact: never) => State,
    capacity: number,
  ): Recorder<State> => {
    // A stream holds facts of its own kind alone: only what was decided for it is ever appended to it.
    const fold = evolve as (state: State, fact: DatedFact) => State;
    const idOf = (stream: string) => stream.slice(stream.indexOf('-') + 1);
    const folding = {
      empty: (stream: string) => empty(idOf(stream)),
      evolve: (state: State, event: RecordedEvent) => fold(state, factOf(event)),
    };
    return new Recorder(log, sealer, new StreamCache(log, folding, capacity), fold);
  };
  return {
    files: recorder(emptyCustomerFile, evolveCustomerFile, remembered.files),
    handles: recorder(emptyHandle, evolveHandle, remembered.handles),
    links: recorder(emptyLink, evolveLink, remembered.links),
    inboxes: recorder(emptyInbox, evolveInbox, remembered.inboxes),
  };
}
