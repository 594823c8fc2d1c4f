import { startBroker } from '#messaging/testing';
import { startPostgres } from '#postgres/testing';
import { ServiceOffer } from './service-offer.js';

const { KAFKA_BROKERS: givenBrokers, POSTGRES_URL: givenPostgres } = process.env;

/** What suites of this run may ask for. */
export const offered = new ServiceOffer({
  kafka: {
    given: givenBrokers,
    async start() {
      const broker = await startBroker();
      return { address: broker.brokers, end: () => broker.end() };
    },
  },
  postgres: {
    given: givenPostgres,
    async start() {
      const server = await startPostgres();
      return { address: server.url, end: () => server.stop() };
    },
  },
});
