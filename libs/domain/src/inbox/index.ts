export * from './inbox.events.js';
export * from './inbox.commands.js';
