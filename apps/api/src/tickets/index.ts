export * from './ticket.commands.js';
export * from './ticket.controller.js';
