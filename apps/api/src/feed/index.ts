export * from './feed.port.js';
export * from './feed.params.js';
export * from './feed.controller.js';
