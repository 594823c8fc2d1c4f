export * from './desk-under-test.js';
export * from './agreement.contract.js';
export * from './desk-store.contract.js';
export * from './inbound-log.contract.js';
export * from './rooms.contract.js';
export * from './sequencer-store.contract.js';
export * from './envelopes.js';
