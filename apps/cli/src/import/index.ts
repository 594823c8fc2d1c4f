export * from './import.errors.js';
export * from './run-import.js';
export * from './source.js';
