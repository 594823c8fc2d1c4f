export * from './operations.port.js';
export * from './operations.controller.js';
export * from './operations.docs.js';
export { Stories } from './stories.js';
