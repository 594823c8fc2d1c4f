export * from './fit.js';
export * from './plain-text.js';
export * from './progress.js';
export * from './table.js';
export * from './terminal.js';
