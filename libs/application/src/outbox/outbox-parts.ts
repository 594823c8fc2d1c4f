import type { DeskStore } from '#desk-store';
import type { EventLogReader } from '#event-log';
import type { Clock } from '../clock.js';
import type { InboxRegister } from '../inboxes/inbox-register.js';
import type { Dispatch } from './dispatch.js';
import type { EarlyStatuses } from './early-statuses.js';

/** What an outbox works with. */
export interface OutboxParts {
  readonly store: Pick<DeskStore, 'outbox' | 'leases' | 'checkpoints' | 'facts' | 'errands'>;
  readonly log: EventLogReader;
  readonly inboxes: Pick<InboxRegister, 'refresh'>;
  readonly dispatch: Dispatch;
  readonly early: EarlyStatuses;
  readonly clock: Clock;
  /** Told of a try that could not be written down; the reply is tried again. */
  readonly onFault: (fault: unknown) => void;
  /** As usual where it is left out. */
  readonly leaseSeconds?: number | undefined;
}
