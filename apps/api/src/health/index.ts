export * from './health.plugin.js';
