export * from './inbox.events.js';
