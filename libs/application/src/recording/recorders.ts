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
import type { EventLog } from '#event-log';
import type { Sealer } from '#sealing';
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

/** Streams remembered, by kind: a file is worth remembering, a handle is rarely met twice in a row. */
const remembered = { files: 20_000, handles: 2_000, links: 2_000, inboxes: 200 };

/** The recorders of one process over one log. */
export function recordersOver(log: EventLog, sealer: Sealer): Recorders {
  const recorder = <State>(
    empty: (id: string) => State,
    evolve: (state: State, fact: never) => State,
    capacity: number,
  ): Recorder<State> => {
    // The log hands back only what this catalogue wrote: a reader that meets an unknown type stops before it comes here.
    const fold = evolve as (state: State, fact: DatedFact) => State;
    const idOf = (stream: string) => stream.slice(stream.indexOf('-') + 1);
    const cache = new StreamCache(log, { empty: (stream) => empty(idOf(stream)), evolve: fold }, capacity);
    return new Recorder(log, sealer, cache, fold);
  };
  return {
    files: recorder(emptyCustomerFile, evolveCustomerFile, remembered.files),
    handles: recorder(emptyHandle, evolveHandle, remembered.handles),
    links: recorder(emptyLink, evolveLink, remembered.links),
    inboxes: recorder(emptyInbox, evolveInbox, remembered.inboxes),
  };
}
