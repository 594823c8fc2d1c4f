/** Jest's globalSetup: suites of this run share one PostgreSQL server, started when the first of them asks. */
export { beginToOffer as default } from './offer-postgres.js';
