import type { BlobStore } from '#blobs';
import type { DeskStore } from '#desk-store';
import type { EventLogReader } from '#event-log';
import type { Clock } from '../clock.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import type { Recorders } from '../recording/recorders.js';
import { BatchRecorder } from './batch-recorder.js';
import type { IntakeKeys } from './keys.js';
import { LaneReader } from './lane-reader.js';
import { LookupIndex } from './lookup-index.js';
import type { Parse } from './read-envelope.js';
import { Sequencer } from './sequencer.js';
import type { TicketNumbers } from './ticket-numbers.js';

export interface IntakeParts {
  readonly store: DeskStore;
  readonly log: EventLogReader;
  readonly blobs: BlobStore;
  readonly inboxes: InboxRegister;
  readonly recorders: Recorders;
  readonly numbers: TicketNumbers;
  readonly keys: IntakeKeys;
  readonly parse: Parse;
  readonly clock: Clock;
  readonly onFault: (fault: unknown) => void;
}

/** The intake over its stores, each lane from its checkpoint. Errors: `LogRestored`. */
export async function createIntake(parts: IntakeParts): Promise<Sequencer> {
  const { store, log, blobs, inboxes, recorders, numbers, keys, parse, clock, onFault } = parts;
  const index = new LookupIndex(store.sequencer, log, keys, async (events) => {
    for (const event of events) if (event.stream.startsWith('inbox-')) await inboxes.learn(event.stream, [event]);
  });
  await index.checkHistory();
  const reader = async (lane: 'live' | 'bulk') =>
    new LaneReader(lane, await store.sequencer.checkpoint(lane), store.inbound, inboxes, parse, blobs);
  const readers = { live: await reader('live'), bulk: await reader('bulk') };
  const recorder = new BatchRecorder(recorders, numbers, keys);
  return new Sequencer({ store, index, recorder, readers, keys, clock, onFault });
}
