export * from './outbox.port.js';
export * from './outbox.controller.js';
