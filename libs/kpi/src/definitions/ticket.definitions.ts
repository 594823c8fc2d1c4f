import { atMost, both, equal, not, over } from '../measures/index.js';
import { counts, define, last, without } from './definition.js';
import type { Definition } from './definition.js';

const opened = { episode: 'ticket', cohort: 'opening', population: 'without spam', credit: 'its agent now' };
const resolved = {
  episode: 'ticket',
  cohort: 'first resolution',
  population: 'with a first resolution, without spam',
  credit: 'resolver',
};

/** How long an answer to a survey is waited for, in milliseconds. */
const surveyMs = 14 * 86_400_000;

const ticketsOpened = define({
  id: 'tickets_opened',
  meaning: 'Promises made.',
  kind: 'opening',
  form: 'count',
  choices: opened,
  judge: () => counts(true),
});

const contactsPerIssue = define({
  id: 'contacts_per_issue',
  meaning: 'Contacts a ticket took.',
  kind: 'opening',
  form: 'share',
  choices: opened,
  judge: ({ contacts, atWork }) => counts(contacts, atWork),
});

const ticketsResolved = define({
  id: 'tickets_resolved',
  meaning: 'Promises kept, for the first time.',
  kind: 'resolution',
  form: 'count',
  choices: resolved,
  judge: () => counts(true),
});

const noReopen = define({
  id: 'no_reopen',
  meaning: 'Resolved at first contact: the ticket was never reopened after its first resolution.',
  kind: 'resolution',
  form: 'share',
  choices: resolved,
  judge: ({ reopened, closed }) => counts(not(reopened), both(not(reopened), not(closed))),
});

const reopenRate = define({
  id: 'reopen_rate',
  meaning: 'Tickets that were reopened after their first resolution.',
  kind: 'resolution',
  form: 'share',
  choices: resolved,
  judge: ({ reopened, closed }) => counts(reopened, both(not(reopened), not(closed))),
});

const oneAgent = define({
  id: 'one_agent',
  meaning: 'Resolved at first contact: no more than one agent had it or answered, and it was handed on by none.',
  kind: 'resolution',
  form: 'share',
  choices: resolved,
  judge: ({ agents, takenFromAgent }) => counts(both(atMost(agents, 1), not(takenFromAgent))),
});

const oneReply = define({
  id: 'one_reply',
  meaning: 'Resolved at first contact: with exactly one reply of an agent.',
  kind: 'resolution',
  form: 'share',
  choices: resolved,
  judge: ({ replies }) => counts(equal(replies, 1)),
});

const customerSays = define({
  id: 'customer_says',
  meaning: 'Resolved at first contact: the customer’s last answer says so.',
  kind: 'resolution',
  form: 'share',
  choices: { ...resolved, population: 'with a first resolution and an answer, without spam' },
  judge: ({ solved, unanswered, at }, { asOf }) =>
    without(['no-survey', unanswered], counts(solved), over(at, asOf - surveyMs)),
});

const transferRate = define({
  id: 'transfer_rate',
  meaning: 'Tickets that went from one agent to another, or from an agent to a team, before their first resolution.',
  kind: 'resolution',
  form: 'share',
  choices: resolved,
  judge: ({ transfers }) => counts(over(transfers, 0)),
});

const firstResolutionTime = define({
  id: 'first_resolution_time',
  meaning: 'From opening to first resolution.',
  kind: 'resolution',
  form: 'distribution',
  choices: resolved,
  judge: ({ ms }) => last(ms),
});

const fullResolutionTime = define({
  id: 'full_resolution_time',
  meaning: 'From opening to the resolution in force.',
  kind: 'full-resolution',
  form: 'distribution',
  choices: { ...resolved, cohort: 'resolution in force', population: 'with a resolution in force, without spam' },
  judge: ({ ms, closed }) => last(ms, not(closed)),
});

const firstResponseTime = define({
  id: 'first_response_time',
  meaning: 'From opening to the first reply of an agent.',
  kind: 'first-response',
  form: 'distribution',
  choices: { ...opened, population: 'with a first response, without spam', credit: 'first responder' },
  judge: ({ ms, wait }) => without(['no-response', wait], last(ms), true),
});

const nextResponseTime = define({
  id: 'next_response_time',
  meaning: 'From what was asked after a first reply to the agent’s reply.',
  kind: 'next-response',
  form: 'distribution',
  choices: { ...opened, episode: 'next response', cohort: 'asked at', credit: 'responder' },
  judge: ({ ms, wait }) => without(['no-response', wait], last(ms), true),
});

const backlog = define({
  id: 'backlog',
  meaning: 'Tickets at work at an instant, and how long they have been open.',
  kind: 'span',
  form: 'backlog',
  choices: { ...opened, cohort: 'the end of each period', population: 'at work, without spam' },
  judge: () => counts(true),
});

/** KPIs over tickets, their resolutions and responses. */
export const ticketDefinitions: readonly Definition[] = [
  ticketsOpened,
  contactsPerIssue,
  ticketsResolved,
  noReopen,
  reopenRate,
  oneAgent,
  oneReply,
  customerSays,
  transferRate,
  firstResolutionTime,
  fullResolutionTime,
  firstResponseTime,
  nextResponseTime,
  backlog,
];
