export * from './all-pages.js';
export * from './asked-statements.js';
export * from './test-desk.js';
export * from './plain-desk.js';
export * from './writers.js';
