export * from './quarantine.table.js';
export * from './quarantine.js';
