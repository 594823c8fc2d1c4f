export * from './parse-history.js';
