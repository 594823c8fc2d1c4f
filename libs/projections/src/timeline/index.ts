export * from './timeline.table.js';
export * from './entry.js';
export { withLeg } from './call-detail.js';
