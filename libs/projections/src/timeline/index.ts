export * from './timeline.table.js';
export * from './entry.js';
