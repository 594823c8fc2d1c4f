export * from './live.port.js';
export * from './live-desk.js';
export * from './live.controller.js';
