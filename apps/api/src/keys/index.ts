export * from './issue-key.js';
export * from './key.commands.js';
export * from './key.controller.js';
export * from './key.errors.js';
