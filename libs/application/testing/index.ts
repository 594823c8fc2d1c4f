export * from './test-desk.js';
export * from './items.js';
