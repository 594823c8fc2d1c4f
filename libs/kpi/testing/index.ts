export { FactWriter } from './fact-writer.js';
export * from './damaged.js';
