export * from './quarantine.controller.js';
export * from './retry-envelope.command.js';
