import type { Instant } from '#domain';
import type { Checkpoint } from './checkpoints.port.js';

/** The lease whose epoch the writes of deliveries name. */
export const webhookLease = 'webhooks';

/** Where a webhook leads, and what is told there. */
export interface WebhookSettings {
  readonly url: string;
  /** Environment variable of what its deliveries are signed with. */
  readonly secretName: string;
  /** Types of event; all where it is empty. */
  readonly types: readonly string[];
  /** Whole streams (`customer-x1`) or categories of them (`customer`); all where it is empty. */
  readonly streams: readonly string[];
  /** Whether it is told what people wrote. */
  readonly withText: boolean;
  /** Records of one delivery, at most. */
  readonly maxRecords: number;
}

/** Everything up to here was taken at the other end, or is nothing it asks for. */
export interface WebhookCursor extends Checkpoint {
  /** The desk's epoch in which the position was counted: after a restore it may mean another event. */
  readonly epoch: number;
}

/** Why nothing is delivered. */
export interface WebhookPause {
  /** The agent or key that asked for it; `system` where nobody did. */
  readonly by: string;
  /** A stable code. */
  readonly reason: string;
  readonly at: Instant;
}

/** How its deliveries went. */
export interface WebhookTries {
  /** Tries in a row that came to nothing. */
  readonly failures: number;
  /** When the first of them did. */
  readonly failingSince?: Instant;
  /** Not before this; at once where it is absent. */
  readonly nextTryAt?: Instant;
  /** Records of the delivery that failed, which is tried again as it was; 0 for none. */
  readonly recordsTried: number;
  /** What came of the last try: `HTTP.204`, or a stable code; empty before the first. */
  readonly lastOutcome: string;
  readonly deliveredAt?: Instant;
  /** Deliveries that were taken, since it was made. */
  readonly deliveries: number;
  /** Records in them. */
  readonly recordsDelivered: number;
  /** Tries that came to nothing, since it was made. */
  readonly failedTries: number;
}

/** What a delivery changes: written as one. */
export interface WebhookProgress {
  readonly cursor: WebhookCursor;
  readonly tries: WebhookTries;
  readonly pause?: WebhookPause;
}

/** An address that the log is told to, as it happens. */
export interface Webhook extends WebhookProgress {
  readonly id: string;
  /** Another one after every change a person makes: a delivery that began before it writes nothing. */
  readonly revision: string;
  readonly settings: WebhookSettings;
  readonly createdAt: Instant;
}

/** A webhook of which nothing was delivered yet. */
export type NewWebhook = Omit<Webhook, 'tries' | 'pause'>;

/** What a person changes; what is absent stays. A pause that is `null` ends. */
export interface WebhookChange {
  readonly settings?: WebhookSettings;
  readonly pause?: WebhookPause | null;
  readonly cursor?: WebhookCursor;
}

/** Before anything was tried. */
export const noTries: WebhookTries = Object.freeze({
  ...{ failures: 0, recordsTried: 0, lastOutcome: '' },
  ...{ deliveries: 0, recordsDelivered: 0, failedTries: 0 },
});

/** Webhooks with their cursors. Every write is durable when it resolves. */
export interface WebhookRoom {
  /** All of them, in the order of their ids. */
  list(): Promise<readonly Webhook[]>;
  find(id: string): Promise<Webhook | undefined>;
  /** Keeps a new one; `false` where another has its id. The same again, by its revision, changes nothing. */
  add(webhook: NewWebhook): Promise<boolean>;
  /** Changes it under a new revision, and lets it be tried at once; `false` where there is none of this id. */
  change(id: string, revision: string, change: WebhookChange): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  /**
   * What came of a delivery, under the epoch of the lease `webhooks`; whoever lost that gets `LeaseLost`. `false` where
   * the webhook has another revision by now, or is gone: nothing is written then.
   */
  note(epoch: number, webhook: Pick<Webhook, 'id' | 'revision'>, progress: WebhookProgress): Promise<boolean>;
  /** After a restore, with nobody at work: pauses every webhook that is not paused. */
  pauseAll(pause: WebhookPause): Promise<void>;
}
