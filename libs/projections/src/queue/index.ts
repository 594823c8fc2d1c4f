export * from './queue.table.js';
export * from './queue.js';
