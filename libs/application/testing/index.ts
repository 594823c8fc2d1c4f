export * from './test-inbound.js';
export * from './test-relay.js';
export * from './test-desk.js';
export * from './items.js';
export * from './mortal-stores.js';
export * from './command-stories.js';
