export * from './all-pages.js';
export * from './test-desk.js';
export * from './plain-desk.js';
export * from './writers.js';
