import { cast, cursor, listOf, noTicket, object, ok, position, text } from '../docs/index.js';
import type { Chapter, Schema } from '../docs/index.js';
import {
  FreshnessParams,
  QueueParams,
  SearchParams,
  TicketParams,
  TimelineParams,
  VolumeParams,
} from './page.params.js';
import {
  dismissalSchema, entrySchema, figureSchema, handleSchema, hitSchema, linkSchema, queuedTicketSchema, spanSchema, suggestionSchema, ticketAsOfSchema, ticketSchema, workloadSchema,
} from './page.schemas.js'; // prettier-ignore

/** One page of a list. */
const page = (fields: Readonly<Record<string, Schema>>) =>
  ok(object({ position, ...fields, next: cursor }, { optional: ['next'] }));
const whole = (fields: Readonly<Record<string, Schema>>) => ok(object({ position, ...fields }));

const files = listOf(text(cast.customerId), 'The files of this person: the story is told over all of them.');
const oneDay = { from: '2026-03-01T00:00:00+03:00', to: '2026-03-02T00:00:00+03:00', zone: 'Asia/Riyadh' };

/** What people read. */
export const pageDocs: Chapter = {
  title: 'Reading',
  routes: {
    'GET /v1/customers/:customerId/timeline': {
      summary: 'What happened with a person, newest first',
      about: 'Over all their files and channels.',
      query: TimelineParams,
      answer: page({ customerIds: files, entries: listOf(entrySchema) }),
    },
    'GET /v1/people/:customerId': {
      summary: 'The files of one person, and what they are reached at',
      about:
        'A customer id names one case file: what came from somebody whom the desk knew by an address or number. Files that links join are of one person, and any of their ids names the person.',
      query: FreshnessParams,
      answer: whole({ customerIds: files, handles: listOf(handleSchema), links: listOf(linkSchema) }),
    },
    'GET /v1/people/:customerId/suggestions': {
      summary: 'Who else may be the same person',
      about:
        'The ten likeliest, each with what speaks for it: names and handles that are alike, and how many files hold them. What more than twenty hold says nothing. Nobody is merged by it; `dismissed` are those of whom somebody said that they are not.',
      query: FreshnessParams,
      answer: whole({ customerIds: files, suggestions: listOf(suggestionSchema), dismissed: listOf(dismissalSchema) }),
    },
    'GET /v1/tickets/:ticketId': {
      summary: 'The card of a ticket',
      about:
        'By its id, or by the short number people see. With `asOf`, only what it was in then: state, assignee, team, priority, and since when.',
      query: TicketParams,
      answer: whole({ ticket: { oneOf: [ticketSchema, ticketAsOfSchema] } }),
      refusals: {
        'TICKET.NOT_FOUND': noTicket,
        'TICKET.OF_ANOTHER_TEAM': { untried: 'The page shows it with another team by now.' },
      },
    },
    'GET /v1/tickets/:ticketId/spans': {
      summary: 'What a ticket went through, oldest first',
      query: FreshnessParams,
      answer: whole({ spans: listOf(spanSchema) }),
    },
    'GET /v1/queue': {
      summary: 'New and open tickets, in the order they must be answered',
      about:
        'Most urgent first, then those who wait, longest first. With `asOf`, the queue of that instant in order of urgency and of when tickets were opened: since when each customer waited is known of now only.',
      query: QueueParams,
      example: { query: { inbox: cast.inbox, limit: '10' } },
      answer: page({ tickets: listOf({ oneOf: [queuedTicketSchema, ticketAsOfSchema] }) }),
    },
    'GET /v1/search': {
      summary: 'Find what somebody wrote',
      about: 'Words, "phrases", beginnings*; Arabic and English alike.',
      query: SearchParams,
      example: { query: { q: 'parcel' } },
      answer: page({ hits: listOf(hitSchema) }),
    },
    'GET /v1/volume': {
      summary: 'How much came and went',
      query: VolumeParams,
      example: { query: { ...oneDay, by: 'day' } },
      answer: whole({ figures: listOf(figureSchema) }),
    },
    'GET /v1/workload': {
      summary: 'How many active tickets each agent has',
      query: FreshnessParams,
      answer: whole({ agents: listOf(workloadSchema) }),
    },
  },
};
