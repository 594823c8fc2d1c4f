export type { OpenedEvent, Opener, Pages, Projection } from './projection/index.js';
export {
  EventNotFolded,
  NoFormerPages,
  pageParts,
  PagesAheadOfLog,
  RowNotNamed,
  TooManyParked,
  UnknownEventType,
} from './projection/index.js';
export * from './projector/index.js';
export * from './second-fold/index.js';
export { deskPages, projections } from './page-set.js';
export type { PageTables } from './page-set.js';
export type { Entry, EntryKind } from './timeline/index.js';
export type { TicketCard, TicketSpan } from './tickets/index.js';
export { urgencyOf } from './queue/index.js';
export type { QueueRow } from './queue/index.js';
export type { AgentRow, TeamRow } from './agents/index.js';
export type { DueRow } from './due/index.js';
export type { WorkloadRow } from './workload/index.js';
export type { VolumeRow } from './volume/index.js';
export type { Delivery, DeliveryStatus } from './deliveries/index.js';
export type { HandleRow, LinkRow } from './people/index.js';
export type { InboxRow } from './inboxes/index.js';
export type { QuarantineRow } from './quarantine/index.js';
export type { ParkableCategory, ParkedRow } from './parked/index.js';
export { nameLetters } from './names/index.js';
export { foldText } from './search/index.js';
