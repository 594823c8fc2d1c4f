export * from './ticket.commands.js';
export * from './ticket.js';
