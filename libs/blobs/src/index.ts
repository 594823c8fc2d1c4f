export * from './blob-store.port.js';
export * from './blobs.errors.js';
