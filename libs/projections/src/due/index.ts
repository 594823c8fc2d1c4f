export * from './due.table.js';
export * from './due.js';
