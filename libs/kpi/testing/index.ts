export { FactWriter } from './fact-writer.js';
