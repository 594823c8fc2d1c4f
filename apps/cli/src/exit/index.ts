export * from './exit-code.js';
export * from './exit.errors.js';
