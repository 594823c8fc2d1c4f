export * from './parse-cdr.js';
