export * from './pace.js';
export * from './tell-events.js';
