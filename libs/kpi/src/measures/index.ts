export { columnOf, columns, quarterMs, widthOf } from './columns.js';
export { alone, readerOf } from './measured.js';
export type { FactColumns, Measured, MeasuredKinds, MeasuredSpan } from './measured.js';
export { measure, measuredAlone } from './measure.js';
export type { FactNumbers } from './measure.js';
