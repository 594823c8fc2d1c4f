export * from './sealing-keys.port.js';
export * from './part-contents.js';
