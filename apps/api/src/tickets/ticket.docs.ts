import { cast, facts, noTicket, write } from '../docs/index.js';
import type { Chapter, Refusal, Step } from '../docs/index.js';
import {
  AssignBody, HandOverBody, NoteBody, PriorityBody, ReleaseBody, ReplyBody, SnoozeBody, SurveyAnswerBody, TagBody,
} from './ticket.bodies.js'; // prettier-ignore

const resolved: Step = { route: 'POST /v1/tickets/:ticketId/resolution' };
const closed: Step = { route: 'POST /v1/tickets/:ticketId/close' };
const spam: Step = { route: 'POST /v1/tickets/:ticketId/spam' };
const claimed: Step = { route: 'POST /v1/tickets/:ticketId/claim' };
const assigned: Step = { route: 'POST /v1/tickets/:ticketId/assign', body: { agentId: 'omar' } };

const deactivated: readonly Step[] = [
  { route: 'POST /v1/agents', body: { id: 'rami', name: 'rami' } },
  { route: 'POST /v1/agents/:agentId/deactivate', path: { agentId: 'rami' } },
];
const teamAtRest: readonly Step[] = [
  { route: 'POST /v1/teams', body: { id: 'winter', name: 'winter' } },
  { route: 'POST /v1/teams/:teamId/deactivate', path: { teamId: 'winter' } },
];
const handedOver: Step = { route: 'POST /v1/tickets/:ticketId/hand-over', body: { teamId: 'billing' } };

const inAMonth = '2036-03-01T08:00:00.000Z';
const notFound = { 'COMMAND.ID_MALFORMED': { path: { ticketId: 'no-ticket' } }, 'TICKET.NOT_FOUND': noTicket };
const onActive = (sent: Refusal = {}) => ({
  'COMMAND.ID_MALFORMED': { ...sent, path: { ticketId: 'no-ticket' } },
  'TICKET.NOT_FOUND': { ...sent, ...noTicket },
  'TICKET.NOT_ACTIVE': { ...sent, given: [resolved] },
});
const onAny = (sent: Refusal) => ({
  'COMMAND.ID_MALFORMED': { ...sent, path: { ...sent.path, ticketId: 'no-ticket' } },
  'TICKET.NOT_FOUND': { ...sent, path: { ...sent.path, ...noTicket.path } },
});

const rival = { 'TICKET.ANOTHER_IS_ACTIVE': { untried: 'Its conversation has another active ticket by now.' } };

const erased = { route: 'POST /v1/operations/erase', body: { customerIds: [cast.customerId] } } as const;
const noWords = { untried: 'Its customer was erased: no more words.' } as const;

/** What people do with a ticket. */
export const ticketDocs: Chapter = {
  title: 'Working tickets',
  routes: {
    'POST /v1/tickets/:ticketId/claim': write({
      summary: 'Take a ticket',
      about: 'The ticket is yours, unless somebody has it: then you are told who, and since when.',
      answer: facts(['TicketAssigned']),
      refusals: {
        ...onActive(),
        'TICKET.ALREADY_CLAIMED': { given: [assigned] },
        'AGENT.NOT_FOUND': { as: 'agent' },
      },
    }),
    'POST /v1/tickets/:ticketId/assign': write({
      summary: 'Give a ticket to an agent',
      body: AssignBody,
      example: { body: { agentId: 'lina' } },
      answer: facts(['TicketAssigned']),
      refusals: {
        ...onActive({ body: { agentId: 'lina' } }),
        'AGENT.NOT_FOUND': { body: { agentId: 'nobody' } },
        'AGENT.DEACTIVATED': { given: deactivated, body: { agentId: 'rami' } },
      },
    }),
    'POST /v1/tickets/:ticketId/release': write({
      summary: 'Give a ticket back',
      about: '`agentId`: who has it, as you believe; you, where it is left out.',
      body: ReleaseBody,
      given: [claimed],
      example: { body: {} },
      answer: facts(['TicketUnassigned']),
      refusals: { ...onAny({ body: {} }), 'TICKET.ALREADY_CLAIMED': { body: {}, given: [assigned] } },
    }),
    'POST /v1/tickets/:ticketId/hand-over': write({
      summary: 'Hand a ticket over to a team',
      body: HandOverBody,
      example: { body: { teamId: 'billing' } },
      answer: facts(['TicketHandedOver']),
      refusals: {
        ...onActive({ body: { teamId: 'billing' } }),
        'TEAM.NOT_FOUND': { body: { teamId: 'nowhere' } },
        'TEAM.DEACTIVATED': { given: teamAtRest, body: { teamId: 'winter' } },
      },
    }),
    'POST /v1/tickets/:ticketId/priority': write({
      summary: 'Say how urgent a ticket is',
      body: PriorityBody,
      example: { body: { priority: 'urgent' } },
      answer: facts(['TicketPrioritised']),
      refusals: onAny({ body: { priority: 'urgent' } }),
    }),
    'POST /v1/tickets/:ticketId/survey-answers': write({
      summary: 'Record what the customer answered to a survey',
      about: 'As often as they answer: the last answer counts.',
      body: SurveyAnswerBody,
      example: { body: { solved: true, rating: 4, scale: 5 } },
      answer: facts(['SurveyAnswered']),
      refusals: onAny({ body: { solved: true } }),
    }),
    'POST /v1/tickets/:ticketId/tags': write({
      summary: 'Put a tag on a ticket',
      body: TagBody,
      example: { body: { tag: 'parcel' } },
      answer: facts(['TicketTagged']),
      refusals: { ...onAny({ body: { tag: 'parcel' } }), 'CUSTOMER.ERASED': noWords },
    }),
    'DELETE /v1/tickets/:ticketId/tags/:tag': write({
      summary: 'Take a tag off a ticket',
      given: [{ route: 'POST /v1/tickets/:ticketId/tags', body: { tag: 'parcel' } }],
      example: { path: { tag: 'parcel' } },
      answer: facts(['TicketUntagged']),
      refusals: onAny({ path: { tag: 'parcel' } }),
    }),
    'POST /v1/tickets/:ticketId/pending': write({
      summary: 'Wait for the customer',
      answer: facts(['TicketPending']),
      refusals: onActive(),
    }),
    'POST /v1/tickets/:ticketId/snooze': write({
      summary: 'Put a ticket to sleep',
      about: 'It wakes by itself at that instant.',
      body: SnoozeBody,
      example: { body: { until: inAMonth } },
      answer: facts(['TicketSnoozed']),
      refusals: {
        ...onActive({ body: { until: inAMonth } }),
        'TICKET.SNOOZE_IN_THE_PAST': { body: { until: '2006-03-01T08:00:00.000Z' } },
      },
    }),
    'POST /v1/tickets/:ticketId/wake': write({
      summary: 'Wake a ticket',
      given: [{ route: 'POST /v1/tickets/:ticketId/snooze', body: { until: inAMonth } }],
      answer: facts(['TicketWoken']),
      refusals: notFound,
    }),
    'POST /v1/tickets/:ticketId/resolution': write({
      summary: 'Resolve a ticket',
      answer: facts(['TicketResolved']),
      refusals: { ...notFound, 'TICKET.SPAM': { given: [spam] } },
    }),
    'POST /v1/tickets/:ticketId/reopen': write({
      summary: 'Reopen a ticket',
      given: [resolved],
      answer: facts(['TicketReopened']),
      refusals: {
        ...notFound,
        'TICKET.CLOSED': { given: [resolved, closed] },
        'TICKET.SPAM': { given: [spam] },
        ...rival,
      },
    }),
    'POST /v1/tickets/:ticketId/close': write({
      summary: 'Close a resolved ticket',
      given: [resolved],
      answer: facts(['TicketClosed']),
      refusals: { ...notFound, 'TICKET.NOT_RESOLVED': {} },
    }),
    'POST /v1/tickets/:ticketId/spam': write({
      summary: 'Mark a ticket as spam',
      answer: facts(['MarkedAsSpam']),
      refusals: notFound,
    }),
    'DELETE /v1/tickets/:ticketId/spam': write({
      summary: 'Take the spam mark off',
      given: [spam],
      answer: facts(['SpamMarkRemoved']),
      refusals: { ...notFound, ...rival },
    }),
    'POST /v1/tickets/:ticketId/replies': write({
      summary: 'Answer the customer',
      about: '`then` says what becomes of the ticket in the same breath.',
      body: ReplyBody,
      example: { body: { text: 'It is on its way.', answers: cast.messageId, then: 'pending' } },
      answer: facts(['ReplyWritten', 'TicketPending'], { status: 201, made: true }),
      refusals: {
        ...onAny({ body: { text: 'hello' } }),
        'TICKET.SPAM': { body: { text: 'hello' }, given: [spam] },
        'CUSTOMER.ERASED': { body: { text: 'hello' }, given: [erased] },
      },
    }),
    'POST /v1/tickets/:ticketId/notes': write({
      summary: 'Write a note for colleagues',
      body: NoteBody,
      example: { body: { text: 'Called the carrier.' } },
      answer: facts(['NoteAdded'], { status: 201, made: true }),
      refusals: {
        ...onAny({ body: { text: 'Called the carrier.' } }),
        'TICKET.OF_ANOTHER_TEAM': { given: [handedOver], as: 'agent', body: { text: 'Called the carrier.' } },
        'CUSTOMER.ERASED': noWords,
      },
    }),
  },
};
