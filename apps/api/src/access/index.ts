export * from './access.errors.js';
export * from './bearer.js';
export * from './key-ring.js';
export * from './token-buckets.js';
export * from './rights.js';
export * from './reach.js';
export * from './roles.guard.js';
export * from './standing-access.js';
