export { emptyCaseBase, take } from './case-base.js';
export type { CaseBase, Touched } from './case-base.js';
export { messageItem, usualSilenceSeconds } from './item.js';
export type { Item, Placed } from './item.js';
export type { KpiTicket } from './ticket.js';
