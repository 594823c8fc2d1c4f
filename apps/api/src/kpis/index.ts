export { KpiController } from './kpi.controller.js';
