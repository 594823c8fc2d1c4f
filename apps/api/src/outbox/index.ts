export * from './outbox.port.js';
export * from './outbox.controller.js';
export * from './outbox.docs.js';
