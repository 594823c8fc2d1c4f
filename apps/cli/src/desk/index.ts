export * from './desk-client.js';
export * from './desk.errors.js';
export * from './running-desk.js';
export * from './with-desk.js';
export * from './desk-status.js';
export * from './kpis.js';
export * from './pages.js';
export * from './long-work.js';
