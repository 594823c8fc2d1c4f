export * from './said-names.table.js';
export * from './name-letters.js';
export * from './said-name.js';
