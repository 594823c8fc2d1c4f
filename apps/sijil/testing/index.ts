export * from './small-desk.js';
export * from './mail-server.js';
export * from './cloud-api.js';
