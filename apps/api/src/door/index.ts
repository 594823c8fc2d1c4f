export * from './door.errors.js';
export * from './door.plugin.js';
export { longestBatch } from './batch.route.js';
