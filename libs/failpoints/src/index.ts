export * from './failpoint.js';
export * from './failpoint-names.js';
