export * from './clock.js';
export * from './door/door.js';
export * from './door/door.errors.js';
export * from './inboxes/inbox-directory.js';
export * from './commands/desk-command.js';
export * from './commands/command.errors.js';
export * from './intake/intake.errors.js';
