export * from './handle.js';
export * from './item.js';
export * from './language.js';
export { loadPhoneNumbers } from './phone-numbers.js';
export * from './read-handle.js';
export * from './sender.js';
