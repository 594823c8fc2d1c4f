export * from './fact.js';
export * from './event-kind.js';
