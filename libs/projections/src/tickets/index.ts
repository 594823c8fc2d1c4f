export * from './ticket.tables.js';
export * from './ticket-card.js';
export * from './ticket-fold.js';
export * from './ticket-spans.js';
export * from './hearing.js';
