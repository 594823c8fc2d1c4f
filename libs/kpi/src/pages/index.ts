export { kpiCopyist } from './kpi-copyist.js';
export { kpiPages } from './kpi.tables.js';
export type { FactRow, KpiTables, PastFactRow } from './kpi.tables.js';
