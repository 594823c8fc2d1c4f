export * from './session.js';
export * from './arguments.js';
