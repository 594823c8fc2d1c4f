export * from './fact.js';
export * from './event-kind.js';
export * from './command.js';
export * from './refusal.js';
export * from './instant.js';
