export * from './problem.js';
export * from './problem-table.js';
export * from './send-problem.js';
