import type { PageQuestions } from '../src/index.js';

const position = 0n;

/** Pages of a desk on which nothing happened yet. */
export const emptyPages: PageQuestions = {
  reached: async () => undefined,
  timelineOf: async (customerId) => ({ position, customerIds: [customerId], entries: [] }),
  messageEntry: async () => ({ position }),
  ticket: async () => ({ position }),
  ticketAsOf: async () => ({ position }),
  queueAsOf: async () => ({ position, tickets: [] }),
  ticketSpans: async () => ({ position, spans: [] }),
  queue: async () => ({ position, tickets: [] }),
  search: async () => ({ position, hits: [] }),
  volume: async () => ({ position, figures: [] }),
  quarantine: async () => ({ position, refused: [] }),
  parked: async () => ({ position, parked: [] }),
  parkedStream: async () => ({ position }),
  people: async (customerId) => ({ position, customerIds: [customerId], handles: [], links: [] }),
  suggestions: async (customerId) => ({ position, customerIds: [customerId], suggestions: [], dismissed: [] }),
  workload: async () => ({ position, agents: [] }),
  agents: async () => ({ position, agents: [] }),
  agent: async () => ({ position }),
  teams: async () => ({ position, teams: [] }),
  team: async () => ({ position }),
};
