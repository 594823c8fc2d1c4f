import type { DeskStore } from '#desk-store';
import type { EventLogReader } from '#event-log';
import type { Sealer } from '#sealing';
import type { Clock } from '../clock.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import type { IntakeKeys } from '../intake/keys.js';
import type { Recorders } from '../recording/recorders.js';
import { usualBackOff } from './back-off.js';
import type { BackOff } from './back-off.js';
import { ReplyComposer } from './compose-reply.js';
import { Dispatch } from './dispatch.js';
import type { DispatchParts } from './dispatch.js';
import { EarlyStatuses } from './early-statuses.js';
import { Outbox } from './outbox.js';
import { OutcomeRecorder } from './outcome-recorder.js';
import { ReplyStories } from './reply-stories.js';

export interface OutboxOver {
  readonly store: Pick<DeskStore, 'outbox' | 'leases' | 'checkpoints' | 'facts' | 'sequencer' | 'errands'>;
  readonly log: EventLogReader;
  readonly sealer: Pick<Sealer, 'openMany'>;
  readonly inboxes: InboxRegister;
  readonly recorders: Pick<Recorders, 'files'>;
  readonly keys: IntakeKeys;
  readonly senderOf: DispatchParts['senderOf'];
  readonly clock: Clock;
  readonly onFault: (fault: unknown) => void;
  /** How long its lease lasts, where not as long as usual. */
  readonly leaseSeconds?: number;
  /** As `usualBackOff` where it is left out. */
  readonly backOff?: BackOff;
}

/** The outbox over its stores. */
export function createOutbox(over: OutboxOver): Outbox {
  const {
    store,
    log,
    sealer,
    inboxes,
    recorders,
    keys,
    senderOf,
    clock,
    onFault,
    leaseSeconds,
    backOff = usualBackOff,
  } = over;
  const recorder = new OutcomeRecorder(recorders, keys);
  const early = new EarlyStatuses(store.outbox, store.sequencer, recorder);
  const composer = new ReplyComposer(sealer, keys);
  const stories = new ReplyStories(log, recorders.files);
  const parts = { room: store.outbox, stories, inboxes, composer, recorder, early, keys, senderOf, clock, backOff };
  return new Outbox({ store, log, inboxes, dispatch: new Dispatch(parts), early, clock, onFault, leaseSeconds });
}
