export * from './definitions/index.js';
export * from './facts/index.js';
export type * from './figures/index.js';
export type * from './proof/index.js';
export type * from './pages/index.js';
export type * from './questions/index.js';
export { KpiNotFound } from './questions/kpi.errors.js';
export { kpiQuestionNames } from './questions/question-names.js';
export type * from './second-fold/index.js';
