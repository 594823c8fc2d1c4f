export * from './blob-store.port.js';
