import { endOffer as endKafka } from '../../libs/messaging/testing/broker/offer-kafka.js';
import { endOffer as endPostgres } from '../../libs/postgres/testing/server/offer-postgres.js';

/** Jest's globalTeardown: stops what any suite asked for. */
export default async function endOffers(): Promise<void> {
  await Promise.all([endPostgres(), endKafka()]);
}
