export * from './inboxes.table.js';
export * from './inbox.js';
export { inboxProjection } from './inbox.projection.js';
