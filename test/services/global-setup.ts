import { beginToOffer as offerKafka } from '../../libs/messaging/testing/broker/offer-kafka.js';
import { beginToOffer as offerPostgres } from '../../libs/postgres/testing/server/offer-postgres.js';

/** Jest's globalSetup: suites of a run share one PostgreSQL server and one Kafka broker, each started when the first of them asks. */
export default async function beginToOffer(): Promise<void> {
  await Promise.all([offerPostgres(), offerKafka()]);
}
