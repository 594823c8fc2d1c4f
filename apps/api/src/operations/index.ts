export * from './operations.port.js';
export * from './operations.controller.js';
export { Stories } from './stories.js';
