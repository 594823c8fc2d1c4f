export * from './customer-file.events.js';
