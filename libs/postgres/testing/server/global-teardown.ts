/** Jest's globalTeardown: stops the server, if any suite asked for one. */
export { endOffer as default } from './offer-postgres.js';
