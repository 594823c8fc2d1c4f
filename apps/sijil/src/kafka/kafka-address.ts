import type { KafkaAddress } from '#messaging/open';
import type { Settings } from '#settings';

/** `KAFKA_SASL` says how the desk signs in, and who it is or what it signs in with is not set. */
export class KafkaSignInIncomplete extends Error {
  readonly code = 'KAFKA.SIGN_IN_INCOMPLETE';
  constructor() {
    super('KAFKA_SASL needs KAFKA_USERNAME and KAFKA_PASSWORD beside it');
  }
}

/** `PROJECTOR_SOURCE` is Kafka, and no brokers are named. */
export class KafkaNotNamed extends Error {
  readonly code = 'KAFKA.NOT_NAMED';
  constructor() {
    super('PROJECTOR_SOURCE=kafka needs KAFKA_BROKERS beside it');
  }
}

/** What brokers allow at the least, unless they are told otherwise; and what is long enough for a member that is only late. Seconds. */
const [shortestSession, longestSession] = [6, 15];

/** How brokers are reached; `undefined` where none are named. Errors: `KafkaSignInIncomplete`. */
export function kafkaAddressOf(settings: Settings, deskId: string): KafkaAddress | undefined {
  const { kafkaBrokers, kafkaTls, kafkaSasl, kafkaUsername, kafkaPassword } = settings;
  if (kafkaBrokers === undefined) return undefined;
  const sessionMs = 1_000 * Math.min(longestSession, Math.max(shortestSession, settings.leaseSeconds));
  const address = { brokers: kafkaBrokers, clientId: deskId, tls: kafkaTls === 'on', sessionMs };
  if (kafkaSasl === undefined) return address;
  if (kafkaUsername === undefined || kafkaPassword === undefined) throw new KafkaSignInIncomplete();
  return { ...address, sign: { mechanism: kafkaSasl, username: kafkaUsername, password: kafkaPassword } };
}

/** A topic as the settings want it made. */
export const topicPlan = ({ kafkaPartitions, kafkaReplicas }: Settings, topic: string) => ({
  topic,
  partitions: kafkaPartitions,
  ...(kafkaReplicas !== undefined && { replicas: kafkaReplicas }),
});
