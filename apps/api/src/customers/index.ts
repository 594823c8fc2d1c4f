export * from './customer.commands.js';
export * from './customer.controller.js';
export * from './customer.docs.js';
