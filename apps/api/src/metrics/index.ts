export * from './desk-metrics.js';
export * from './measure.js';
export * from './metrics.controller.js';
