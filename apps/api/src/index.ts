export { WrittenAnswer } from './written-answer.js';
export * from './api-parts.js';
export * from './create-api.js';
export * from './keys/issue-key.js';
export * from './chat/chat-frames.js';
export { ChatWindows } from './chat/chat-windows.js';
export type { OutboxPort, OutboxStatus } from './outbox/index.js';
export type { Measure, Measured, Measures, Numbers } from './metrics/index.js';
export * from './feed/feed.port.js';
export { ProofUnderWay } from './kpis/index.js';
export type { FiguresToProve, ProofPort, Proven } from './kpis/index.js';
export * from './live/live.port.js';
export type { OtherDoors, Present, PresentAt } from './presence/index.js';
export type { LongAnswerSettings } from './long-answers/index.js';
export { pageSets } from './operations/index.js';
export type {
  DeskStatus,
  OperationsPort,
  PageSetCopies,
  PageSetName,
  ProgressLine,
  RebuildChoices,
  RebuildStatus,
} from './operations/index.js';
export * from './messages/message-source.js';
export * from './messages/message.errors.js';
