export * from './webhook.commands.js';
export * from './webhook.controller.js';
