export * from './team.commands.js';
export * from './team.controller.js';
