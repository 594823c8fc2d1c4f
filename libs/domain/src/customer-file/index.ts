export * from './customer-file.events.js';
export * from './customer-file.commands.js';
export * from './customer-file.refusals.js';
export * from './customer-file.faults.js';
export { conversationIn, emptyCustomerFile, ticketIn } from './customer-file.js';
export type { Conversation, CustomerFile, Place } from './customer-file.js';
export { asksForAnswer } from './asks-for-answer.js';
export { decideCustomerFile } from './decide-customer-file.js';
export { evolveCustomerFile } from './evolve-customer-file.js';
