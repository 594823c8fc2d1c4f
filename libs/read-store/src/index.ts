export * from './table.port.js';
export * from './page-sql.port.js';
export * from './read-store.port.js';
export * from './kept-pages.port.js';
export * from './pages-ahead.port.js';
export * from './read-store.errors.js';
export * from './words.js';
