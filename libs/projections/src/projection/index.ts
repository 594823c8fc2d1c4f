export * from './opened-event.js';
export * from './pages.js';
export * from './projection.js';
export * from './projection.errors.js';
