export * from './people.tables.js';
export { handlesProjection } from './handles.projection.js';
export { linksProjection } from './links.projection.js';
