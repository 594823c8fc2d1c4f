export * from './history.js';
export * from './copied.js';
export * from './temporary-store.js';
export * from './random-history/index.js';
export * from './listed-log.js';
export * from './damaged.js';
