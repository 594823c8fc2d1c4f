export * from './workload.table.js';
export * from './workload.js';
