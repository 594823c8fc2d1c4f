export { firstReply } from './first-reply.js';
export { placeOutbox } from './outbox-place.js';
export * from './back-off.js';
export * from './hold.js';
export { createOutbox } from './create-outbox.js';
export type { OutboxOver } from './create-outbox.js';
export type { Outbox } from './outbox.js';
export { outboxKind } from './inbox-leases.js';
