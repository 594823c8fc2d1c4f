export * from './event-log.port.js';
export * from './event-log.errors.js';
export { verifyLog } from './verify.js';
export type { Anchor, Finding, VerifyOptions } from './verify.js';
