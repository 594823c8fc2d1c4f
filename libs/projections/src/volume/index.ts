export * from './volume.table.js';
export * from './volume.js';
