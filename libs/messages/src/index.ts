export type * from './opened-message.js';
export * from './safe-name.js';
