// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { choice, eventKind, flag, instant, optional, text, whole } from '../event/index.js';
import type { FactOf } from '../event/index.js';

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

const ticketId = text('the ticket, `<customerId>.<ordinal>`');
const ticket = { ticketId, cause: text('id of the message, call or command that brought it about') };
const derived = { stream: 'customer', origin: 'derived' } as const;
const decided = { stream: 'customer', origin: 'observed' } as const;

export const TicketOpened = eventKind({
  ...derived,
  type: 'TicketOpened',
  meaning: 'The desk promised to solve one thing.',
  clear: {
    ...ticket,
    conversationId: text('the conversation it opened in'),
    inbox: text('the inbox of that conversation'),
    number: whole('the short number people see'),
    policyVersion: text('version of the rule that opened it'),
    follows: optional(text('the ticket it follows up')),
  },
});
export const TicketReopened = eventKind({
  ...derived,
  type: 'TicketReopened',
  meaning: 'The customer came back about it, or an agent took the resolution back.',
  clear: { ...ticket, policyVersion: text('version of the rule that reopened it') },
});
export const TicketWoken = eventKind({
  ...derived,
  type: 'TicketWoken',
  meaning: 'A snoozed ticket is open again.',
  clear: { ...ticket, because: choice(['due', 'message', 'agent'], 'what woke it') },
});
export const TicketClosed = eventKind({
  ...derived,
  type: 'TicketClosed',
  meaning: 'A resolved ticket is past its reopen window: what comes now is a follow-up.',
  clear: ticket,
});
export const TicketAssigned = eventKind({
  ...decided,
  type: 'TicketAssigned',
  meaning: 'One agent is now responsible.',
  clear: { ...ticket, agentId: text('the assignee'), claimed: flag('the agent took it; otherwise it was given') },
});
export const TicketUnassigned = eventKind({
  ...decided,
  type: 'TicketUnassigned',
  meaning: 'The assignee released it.',
  clear: { ...ticket, agentId: text('who had it') },
});
export const TicketHandedOver = eventKind({
  ...decided,
  type: 'TicketHandedOver',
  meaning: 'It went to a team, with its story.',
  clear: { ...ticket, teamId: text('the team'), fromAgentId: optional(text('who had it')) },
});
export const TicketPrioritised = eventKind({
  ...decided,
  type: 'TicketPrioritised',
  meaning: 'Its priority was set.',
  clear: { ...ticket, priority: choice(priorities, 'the priority') },
});
export const TicketTagged = eventKind({
  ...decided,
  type: 'TicketTagged',
  meaning: 'A tag was put on it.',
  clear: { ...ticket, tag: text('the tag') },
});
export const TicketUntagged = eventKind({
  ...decided,
  type: 'TicketUntagged',
  meaning: 'A tag was taken off.',
  clear: { ...ticket, tag: text('the tag') },
});
export const TicketPending = eventKind({
  ...decided,
  type: 'TicketPending',
  meaning: 'It waits for the customer.',
  clear: ticket,
});
export const TicketSnoozed = eventKind({
  ...decided,
  type: 'TicketSnoozed',
  meaning: 'It sleeps until a stated instant.',
  clear: { ...ticket, until: instant('when it wakes') },
});
export const TicketResolved = eventKind({
  ...decided,
  type: 'TicketResolved',
  meaning: 'The promise is kept.',
  clear: ticket,
});
export const MarkedAsSpam = eventKind({
  ...decided,
  type: 'MarkedAsSpam',
  meaning: 'It was no request at all.',
  clear: ticket,
});
export const SpamMarkRemoved = eventKind({
  ...decided,
  type: 'SpamMarkRemoved',
  meaning: 'It was a request after all.',
  clear: ticket,
});

// prettier-ignore
export const ticketKinds = [
  TicketOpened, TicketReopened, TicketWoken, TicketClosed, TicketAssigned, TicketUnassigned, TicketHandedOver,
  TicketPrioritised, TicketTagged, TicketUntagged, TicketPending, TicketSnoozed, TicketResolved,
  MarkedAsSpam, SpamMarkRemoved,
] as const;

export type TicketOpened = FactOf<typeof TicketOpened>;
/** Every fact about one ticket. */
export type TicketEvent = FactOf<(typeof ticketKinds)[number]>;
