export * from './agent.commands.js';
export * from './agent.controller.js';
