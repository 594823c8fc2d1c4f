export * from './plain-desk.js';
export * from './all-pages.js';
