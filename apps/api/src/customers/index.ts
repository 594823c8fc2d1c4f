export * from './customer.commands.js';
export * from './customer.controller.js';
