export * from './scenario.js';
export * from './samples.js';
export * from './rooms.js';
export * from './any-command.js';
