export type { AgeBand, Counts, KpiFigure, KpiQuestion, Spread } from './figure.js';
export { Figuring, choiceOf, passes } from './figuring.js';
export { periodsOf } from './periods.js';
export type { NamedPeriod } from './periods.js';
