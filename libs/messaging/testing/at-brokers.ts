import { Kafka, logLevel } from 'kafkajs';
import type { Admin } from 'kafkajs';

/** Asks brokers, or does something to them, as an administrator and behind the back of a desk. */
export async function atBrokers<Answer>(brokers: string, work: (admin: Admin) => Promise<Answer>): Promise<Answer> {
  const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  return work(admin).finally(() => admin.disconnect());
}
