export * from './item.js';
export * from './language.js';
