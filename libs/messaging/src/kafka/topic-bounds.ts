import type { Admin, Kafka } from 'kafkajs';
import type { PartitionBounds } from '../messaging.port.js';

/** Asks the brokers something on a connection of its own. */
export async function administered<Answer>(kafka: Kafka, ask: (admin: Admin) => Promise<Answer>): Promise<Answer> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return await ask(admin);
  } finally {
    await admin.disconnect();
  }
}

/** What each partition of a topic holds, by number. */
export async function boundsOf(admin: Admin, topic: string): Promise<readonly PartitionBounds[]> {
  const offsets = await admin.fetchTopicOffsets(topic);
  return [...offsets]
    .sort((one, other) => one.partition - other.partition)
    .map(({ low, high }) => ({ first: BigInt(low), next: BigInt(high) }));
}
