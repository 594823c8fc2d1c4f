export { kpiSecondFold } from './second-fold.js';
export type { KpiSecondFoldJob } from './second-fold.js';
