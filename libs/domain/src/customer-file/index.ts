export * from './customer-file.events.js';
export * from './customer-file.commands.js';
export * from './customer-file.js';
export { decideCustomerFile } from './decide-customer-file.js';
export { evolveCustomerFile } from './evolve-customer-file.js';
