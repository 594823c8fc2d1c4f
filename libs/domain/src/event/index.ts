export * from './fact.js';
export * from './event-kind.js';
export * from './clear-schema.js';
export * from './clear-problems.js';
export * from './reach.js';
export * from './command.js';
export * from './refusal.js';
export * from './instant.js';
