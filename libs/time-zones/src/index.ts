export { offsetSpans } from './offset-spans.js';
export type { OffsetSpan } from './offset-spans.js';
export { BadTimeZone } from './time-zones.errors.js';
