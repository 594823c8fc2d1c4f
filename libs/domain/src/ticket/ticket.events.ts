// What lies on disk: names and shapes in this file are storage. Add an optional field, or write a new event.
import { choice, eventKind, flag, instant, optional, text, whole } from '../event/index.js';
import type { FactOf } from '../event/index.js';
import { channels, handleClasses, lanes } from '../customer-file/channel.js';

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

const ticketId = text('the ticket, `<customerId>.<ordinal>`');
const ticket = { ticketId, cause: text('id of the message, call or command that brought it about') };
const derived = { stream: 'customer', origin: 'derived' } as const;
/** Only where no message or call opened it but a system outside states that it did: an imported ticket. */
const statedOpening = {
  channel: optional(
    choice(channels, 'the channel it opened on: such an opening begins its conversation, and is a contact'),
  ),
  handle: optional(text('keyed digest of the handle it was opened by or for')),
  handleClass: optional(choice(handleClasses, 'whom the handle speaks for')),
  nativeKey: optional(text('keyed digest of the number it has outside')),
  teamId: optional(text('the team it was opened with')),
  lane: optional(choice(lanes, 'live or bulk')),
  envelope: optional(text('position of the raw envelope in the inbound log')),
  parser: optional(text('the parser and its version')),
};
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
    ...statedOpening,
  },
  sealed: {
    sender: 'JSON: whom it was opened by or for, as for a message; only where it is stated',
    content: 'JSON: subject and text of what was asked; only where it is stated',
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
  meaning: 'A ticket that was set aside is open again.',
  clear: {
    ...ticket,
    because: choice(['due', 'message', 'agent', 'stated'], 'what woke it; stated: a system outside'),
  },
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
  clear: {
    ...ticket,
    teamId: text('the team'),
    fromAgentId: optional(text('who had it')),
    fromTeamId: optional(text('the team that had it')),
  },
});
export const TicketPrioritised = eventKind({
  ...decided,
  type: 'TicketPrioritised',
  meaning: 'Its priority was set.',
  clear: { ...ticket, priority: choice(priorities, 'the priority') },
});
export const TicketClassified = eventKind({
  ...decided,
  type: 'TicketClassified',
  meaning: 'What it is about was said.',
  clear: { ...ticket, topic: text('the one topic it has from now on') },
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

export const SurveyAnswered = eventKind({
  ...decided,
  type: 'SurveyAnswered',
  meaning: 'The customer said whether it was solved. Of several answers the last counts.',
  clear: {
    ...ticket,
    solved: flag('whether it was solved, in their own words'),
    rating: optional(whole('how content they are')),
    scale: optional(whole('the best rating there is')),
  },
});

// prettier-ignore
export const ticketKinds = [
  TicketOpened, TicketReopened, TicketWoken, TicketClosed, TicketAssigned, TicketUnassigned, TicketHandedOver,
  TicketPrioritised, TicketClassified, TicketTagged, TicketUntagged, TicketPending, TicketSnoozed, TicketResolved,
  MarkedAsSpam, SpamMarkRemoved, SurveyAnswered,
] as const;

export type TicketOpened = FactOf<typeof TicketOpened>;
/** Every fact about one ticket. */
export type TicketEvent = FactOf<(typeof ticketKinds)[number]>;
