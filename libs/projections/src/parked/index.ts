export * from './parked.table.js';
export * from './parked-row.js';
export * from './parked.projection.js';
