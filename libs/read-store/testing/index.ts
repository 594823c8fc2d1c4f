export * from './memory-page-writer.js';
export * from './page-writer.contract.js';
export * from './read-store.contract.js';
export * from './former-pages.contract.js';
export * from './page-places.js';
