export * from './import.errors.js';
export * from './run-import.js';
