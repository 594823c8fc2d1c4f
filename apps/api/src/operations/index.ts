export * from './operations.port.js';
export * from './operations.controller.js';
