export * from './presence.port.js';
export * from './presence.js';
export * from './presence.controller.js';
