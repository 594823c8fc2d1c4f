import type { KafkaAddress } from './kafka/kafka-messaging.js';
import type { Messaging } from './messaging.port.js';

export type { KafkaAddress } from './kafka/kafka-messaging.js';

/** The brokers of a desk. Nothing is asked of them yet: whoever reads or writes is told whether they answer. */
export async function openMessaging(address: KafkaAddress): Promise<Messaging> {
  const { KafkaMessaging } = await import('./kafka/kafka-messaging.js');
  return new KafkaMessaging(address);
}
