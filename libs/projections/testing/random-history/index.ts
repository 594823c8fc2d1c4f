export * from './step.js';
export * from './teller.js';
