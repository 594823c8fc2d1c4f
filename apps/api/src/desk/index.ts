export * from './desk-write.js';
export * from './once.js';
