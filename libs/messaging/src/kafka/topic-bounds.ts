import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import type { PartitionBounds } from '../messaging.port.js';
import { isLeaderless } from './kafka-faults.js';

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

const leadersWithinTries = 50;
const askAgainAfterMs = 100;

/** The same of a topic that was made just now: its partitions are led by nobody for a moment. */
export async function firstBoundsOf(admin: Admin, topic: string): Promise<readonly PartitionBounds[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await boundsOf(admin, topic);
    } catch (fault) {
      if (!isLeaderless(fault) || tries === leadersWithinTries) throw fault;
      await pause(askAgainAfterMs);
    }
  }
}
