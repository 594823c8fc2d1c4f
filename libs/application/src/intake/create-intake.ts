import type { BlobStore } from '#blobs';
import { sequencerLease } from '#desk-store';
import type { DeskStore } from '#desk-store';
import type { Lane } from '#domain';
import type { EventLogReader } from '#event-log';
import { AgentRegister } from '../agents/agent-register.js';
import type { Clock } from '../clock.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import type { Recorders } from '../recording/recorders.js';
import { TransferFinisher } from '../transfers/transfer-finisher.js';
import type { Transfers } from '../transfers/transfers.js';
import { BatchRecorder } from './deciding/batch-recorder.js';
import type { IntakeKeys } from './keys.js';
import { learnSettings } from './learn-settings.js';
import { LanePace, usualSizes } from './reading/lane-pace.js';
import type { BatchSize, Rush } from './reading/lane-pace.js';
import { LaneReader } from './reading/lane-reader.js';
import type { Parse } from './reading/read-envelope.js';
import { checkHistory } from './routing/check-history.js';
import { LookupIndex } from './routing/lookup-index.js';
import { Sequencer } from './sequencer.js';
import { ProcessorLease } from '../processor-lease.js';
import type { TicketNumbers } from './ticket-numbers.js';

export interface IntakeParts {
  readonly store: DeskStore;
  readonly log: EventLogReader;
  readonly blobs: BlobStore;
  readonly inboxes: InboxRegister;
  readonly recorders: Recorders;
  readonly numbers: TicketNumbers;
  readonly transfers: Transfers;
  readonly keys: IntakeKeys;
  readonly parse: Parse;
  readonly clock: Clock;
  readonly onFault: (fault: unknown) => void;
  /** What the live lane hears of a rush at the door, where what was kept can wait, and tells of its own. */
  readonly rush?: Rush;
  /** How much of each lane is handled at once; as `usualSizes` where left out. */
  readonly sizes?: Readonly<Record<Lane, BatchSize>>;
  /** How long its lease lasts, where not as long as usual. */
  readonly leaseSeconds?: number;
}

/** The intake over its stores, each lane from its checkpoint. Errors: `LogRestored`. */
export async function createIntake(parts: IntakeParts): Promise<Sequencer> {
  const { store, log, inboxes, recorders, numbers, keys, parse, blobs, clock, onFault, sizes = usualSizes } = parts;
  const finisher = new TransferFinisher(parts.transfers, onFault);
  const agents = new AgentRegister(store.agents);
  const index = new LookupIndex(store.sequencer, log, keys, async (events) => {
    await learnSettings(events, { inboxes, agents, recorders });
    await finisher.finish(events);
  });
  await checkHistory(store.sequencer, log);
  const reading = { inboxes, parse, blobs };
  const reader = (lane: Lane) =>
    new LaneReader(
      lane,
      store.inbound,
      keys,
      reading,
      sizes[lane],
      new LanePace(lane === 'live' ? parts.rush : undefined),
    );
  const readers = { live: reader('live'), bulk: reader('bulk') };
  const recorder = new BatchRecorder(recorders, numbers, keys, store.sequencer);
  const lease = new ProcessorLease(sequencerLease, store.leases, clock, parts.leaseSeconds);
  return new Sequencer({ store, index, recorder, readers, lease, keys, onFault });
}
