export * from './history.js';
export * from './copied.js';
