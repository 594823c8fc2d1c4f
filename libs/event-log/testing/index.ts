export * from './drafts.js';
export * from './event-log.contract.js';
export * from './like-memory.contract.js';
