export * from './handle.js';
export * from './item.js';
export * from './language.js';
export * from './read-handle.js';
export * from './sender.js';
