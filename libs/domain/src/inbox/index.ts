export * from './inbox.events.js';
export * from './inbox.commands.js';
export * from './inbox.refusals.js';
export { evolveInbox, emptyInbox } from './inbox.js';
export type { InboxState, Quarantine } from './inbox.js';
export { decideInbox } from './decide-inbox.js';
