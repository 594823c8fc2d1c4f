export * from './api-under-test.js';
export * from './stand-ins.js';
export * from './answer.js';
export * from './chat-window.js';
export * from './empty-kpis.js';
export * from './empty-pages.js';
export * from './who-may-call.js';
export * from './listener.js';
