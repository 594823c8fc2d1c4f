import type { Questions } from './questions.js';

/** Where one is missing, or there is one too many, the compiler says so. */
const named: Readonly<Record<Exclude<keyof Questions, 'reached'>, true>> = {
  timelineOf: true,
  messageEntry: true,
  ticket: true,
  ticketSpans: true,
  ticketAsOf: true,
  queue: true,
  queueAsOf: true,
  search: true,
  volume: true,
  quarantine: true,
  quarantined: true,
  parked: true,
  parkedStream: true,
  parkedCounts: true,
  people: true,
  suggestions: true,
  workload: true,
  agents: true,
  agent: true,
  teams: true,
  team: true,
  deliveries: true,
  failedReplies: true,
  deliveryOf: true,
  dueTickets: true,
  inboxes: true,
};

/** Every question by its name, for whoever has them put on another thread. */
export const questionNames = Object.keys(named) as readonly (keyof typeof named)[];
