export * from './parked.commands.js';
export * from './parked.controller.js';
