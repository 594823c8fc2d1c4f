export * from './deliveries.table.js';
export * from './delivery.js';
