export * from './open-parts.js';
export * from './copy-batch.js';
export * from './check-mark.js';
export { deskCopyist } from './copyist.js';
export type { Copying, CopyistFor } from './copyist.js';
export * from './run-projector.js';
export * from './ticket-changes.js';
export * from './rebuild.js';
