export type { AgeBand, Counts, KpiFigure, KpiQuestion, Spread } from './figure.js';
export { Figuring, nameIn, passes } from './figuring.js';
export type { FoundFact, ToFind } from './behind.js';
export { findingRead, reckoningRead } from './roll-up-reading.js';
export type { RollUpReading, ToReckon } from './roll-up-reading.js';
export type { NumberedName } from './names.js';
export { periodsOf } from './periods.js';
export type { NamedPeriod } from './periods.js';
export { choiceOf, filtersOf } from './look.js';
