export { columnOf, columns, quarterMs, widthOf } from './columns.js';
export { measured } from './measured.js';
export type { FactColumns, Instants, Measured, MeasuredKinds, MeasuredSpans } from './measured.js';
export { measure, measuredAlone } from './measure.js';
export type { FactNumbers } from './measure.js';
export { atMost, both, either, equal, isSo, not, over, sumOf } from './truth.js';
export type { Numbers, Truth } from './truth.js';
