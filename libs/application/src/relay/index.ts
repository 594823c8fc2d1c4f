export { Relay } from './relay.js';
export type { RelayParts } from './relay.js';
