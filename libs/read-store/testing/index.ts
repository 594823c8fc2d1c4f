export * from './memory-page-writer.js';
export * from './page-writer.contract.js';
