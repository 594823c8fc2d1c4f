export { KpiController } from './kpi.controller.js';
export { kpiDocs } from './kpi.docs.js';
