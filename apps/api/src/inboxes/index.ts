export * from './inbox.commands.js';
export * from './inbox.controller.js';
