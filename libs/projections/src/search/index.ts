export * from './search.table.js';
export * from './fold-text.js';
export * from './search.js';
