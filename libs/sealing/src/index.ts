export * from './sealing-keys.port.js';
export * from './part-contents.js';
export * from './canonical-json.js';
export * from './chain.js';
