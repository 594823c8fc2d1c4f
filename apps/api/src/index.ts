export * from './api-parts.js';
export * from './create-api.js';
export * from './keys/issue-key.js';
export * from './chat/chat-frames.js';
export type { Measure, Measured, Measures } from './metrics/index.js';
export * from './feed/feed.port.js';
export type { LongAnswerSettings } from './long-answers/index.js';
export type { DeskStatus, OperationsPort, ProgressLine } from './operations/index.js';
