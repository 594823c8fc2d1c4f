export * from './identity.events.js';
export * from './identity.commands.js';
export * from './identity.refusals.js';
export * from './handle-class.js';
export * from './handle.js';
export * from './customer-link.js';
export * from './link.js';
export * from './people.js';
