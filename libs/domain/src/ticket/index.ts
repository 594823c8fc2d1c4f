export * from './ticket.events.js';
export * from './ticket.commands.js';
export * from './ticket.refusals.js';
export { byHand, isActive, stated } from './ticket.js';
export type { ActiveSituation, Assignee, Situation, Ticket, TicketStatus } from './ticket.js';
export { bringsBack } from './hear-customer.js';
