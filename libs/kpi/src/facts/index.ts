export * from './fact.js';
