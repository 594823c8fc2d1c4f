import type { MessagePort } from 'node:worker_threads';
import type { TopicPlan } from '#messaging';
import type { KafkaAddress } from '#messaging/open';
import type { FaultWords } from '../fault-words.js';
import type { DeskIdentity } from '../identity.js';

/** What the relay's thread is begun with. */
export interface RelayBeginning extends DeskIdentity {
  readonly address: KafkaAddress;
  readonly plan: TopicPlan;
  /** See `KAFKA_LOSSES`. */
  readonly mends: boolean;
  readonly logUrl: string;
  readonly deskUrl: string;
  readonly leaseSeconds: number;
  readonly deskBranch: MessagePort | undefined;
}

/** What the relay's thread tells: a fault, after which it tries again, or stopped; how many events it published. */
export type RelayWord = { readonly fault: FaultWords; readonly stopped: boolean } | { readonly published: number };
