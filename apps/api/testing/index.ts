export * from './api-under-test.js';
export * from './stand-ins.js';
