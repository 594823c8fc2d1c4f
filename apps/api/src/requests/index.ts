export * from './instant.js';
export * from './request.errors.js';
export * from './validation.js';
export * from './write-head.js';
