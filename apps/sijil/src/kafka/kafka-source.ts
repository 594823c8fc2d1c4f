import type { KafkaAddress } from '#messaging/open';
import type { Foundation } from '../foundation/index.js';
import type { DeskIdentity } from '../identity.js';
import { kafkaAddressOf, KafkaNotNamed } from './kafka-address.js';

/** The topic that projectors read events in, instead of the log. */
export interface KafkaSource extends DeskIdentity {
  readonly address: KafkaAddress;
  /** See `KAFKA_LOSSES`. */
  readonly mends: boolean;
}

/** `undefined` where the settings want the log to be read. Errors: `KafkaNotNamed`, `KafkaSignInIncomplete`. */
export function kafkaSourceOf({
  settings,
  identity,
}: Pick<Foundation, 'settings' | 'identity'>): KafkaSource | undefined {
  if (settings.projectorSource === 'log') return undefined;
  const address = kafkaAddressOf(settings, identity.deskId);
  if (address === undefined) throw new KafkaNotNamed();
  return { ...identity, address, mends: settings.kafkaLosses === 'mend' };
}
