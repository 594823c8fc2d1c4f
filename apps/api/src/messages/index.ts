export * from './message.controller.js';
export * from './message.errors.js';
export * from './message-source.js';
