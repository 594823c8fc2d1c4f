export * from './health.plugin.js';
export * from './health.docs.js';
