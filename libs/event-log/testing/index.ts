export * from './drafts.js';
export * from './event-log.contract.js';
