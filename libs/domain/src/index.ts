export * from './event/index.js';
export * from './ticket/index.js';
export * from './customer-file/index.js';
export * from './identity/index.js';
export * from './inbox/index.js';
export * from './text/index.js';
export * from './catalogue.js';
