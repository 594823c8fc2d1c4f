export * from './numbered.js';
export * from './recent.js';
