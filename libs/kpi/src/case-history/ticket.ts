import { later } from '#domain';
import type { Instant, ReplyWritten, TicketEvent, TicketOpened } from '#domain';
import type { Placed } from './item.js';

/** A fact about a ticket that stands in time order among what was said in its conversation. */
export interface Mark {
  readonly type: 'opened' | 'reopened' | 'resolved';
  readonly at: Instant;
  readonly position: number;
  readonly cause: string;
}

/** A resolution: its instant, and who has the credit. */
export interface Resolution {
  readonly at: Instant;
  readonly agent: string;
}

/** From `start` until `end` (exclusive) it was at work. */
export interface OpenSpan {
  readonly start: Instant;
  readonly end: Instant | null;
}

/** What happened up to the first resolution; then it stands. */
export interface UntilResolved {
  /** Agents who had it or answered on it. */
  readonly agents: readonly string[];
  readonly replies: number;
  readonly transfers: number;
  readonly takenFromAgent: boolean;
  /** Whom it was assigned to last, and whether a hand-over took it from them since. */
  readonly lastAgent: string;
  readonly handedOn: boolean;
}

/** A ticket as the figures need to know it: a fold of its facts in stream order. */
export interface KpiTicket {
  readonly ticketId: string;
  readonly conversationId: string;
  readonly inbox: string;
  readonly openedAt: Instant;
  readonly position: number;
  readonly agent: string;
  readonly team: string;
  readonly priority: string;
  readonly tags: readonly string[];
  /** What it was last said to be about; empty while nothing. */
  readonly topic: string;
  readonly spam: boolean;
  readonly closed: boolean;
  /** The last instant a span began or ended: the next is no earlier. */
  readonly reached: Instant;
  readonly spans: readonly OpenSpan[];
  readonly marks: readonly Mark[];
  readonly before: UntilResolved;
  readonly first: Resolution | null;
  readonly reopened: boolean;
  readonly inForce: Resolution | null;
  /** What the customer answered last. */
  readonly solved: boolean | null;
}

const untouched: UntilResolved = {
  agents: [],
  replies: 0,
  transfers: 0,
  takenFromAgent: false,
  lastAgent: '',
  handedOn: false,
};

const unopened = {
  agent: '',
  priority: 'normal',
  tags: [],
  topic: '',
  spam: false,
  closed: false,
  before: untouched,
  first: null,
  reopened: false,
  inForce: null,
  solved: null,
};

/** The ticket an opening begins. */
export const openedTicket = (event: Placed<TicketOpened>): KpiTicket => ({
  ...unopened,
  ticketId: event.clear.ticketId,
  conversationId: event.clear.conversationId,
  inbox: event.clear.inbox,
  openedAt: event.occurredAt,
  position: event.place,
  team: event.clear.teamId ?? '',
  reached: event.occurredAt,
  spans: [{ start: event.occurredAt, end: null }],
  marks: [markOf('opened', event)],
});

/** Every fact about a ticket that is open already. */
export type LaterFact = Exclude<TicketEvent, TicketOpened>;

/** The ticket after one more fact about it. */
export function evolveTicket(ticket: KpiTicket, event: Placed<LaterFact>): KpiTicket {
  switch (event.type) {
    case 'TicketAssigned':
      return { ...ticket, agent: event.clear.agentId, ...upToResolution(ticket, assigned(event.clear.agentId)) };
    case 'TicketUnassigned':
      return { ...ticket, agent: '' };
    case 'TicketHandedOver': {
      const handed = event.clear.fromAgentId === undefined ? {} : upToResolution(ticket, handedOn);
      return { ...ticket, agent: '', team: event.clear.teamId, ...handed };
    }
    case 'TicketPrioritised':
      return { ...ticket, priority: event.clear.priority };
    case 'TicketClassified':
      return { ...ticket, topic: event.clear.topic };
    case 'SurveyAnswered':
      return { ...ticket, solved: event.clear.solved };
    case 'TicketTagged':
      return { ...ticket, tags: [...ticket.tags.filter((tag) => tag !== event.clear.tag), event.clear.tag] };
    case 'TicketUntagged':
      return { ...ticket, tags: ticket.tags.filter((tag) => tag !== event.clear.tag) };
    case 'TicketResolved':
      return resolved(ticket, event);
    case 'TicketClosed':
      return { ...stopped(ticket, event.occurredAt), closed: true };
    case 'TicketReopened':
      return reopened(ticket, event);
    case 'MarkedAsSpam':
      return { ...ticket, spam: true };
    case 'SpamMarkRemoved':
      return { ...ticket, spam: false };
    case 'TicketClassified':
    case 'TicketWoken':
    case 'TicketPending':
    case 'TicketSnoozed':
      return ticket;
  }
}

/** The ticket after an agent answered on it. */
export const answered = (ticket: KpiTicket, { actor }: Placed<ReplyWritten>): KpiTicket =>
  actor.class === 'agent'
    ? {
        ...ticket,
        ...upToResolution(ticket, (before) => ({ ...withAgent(before, actor.id), replies: before.replies + 1 })),
      }
    : ticket;

/** Whether it waits for the desk or the customer, and is not over. */
export const isAtWork = ({ spans }: KpiTicket): boolean => spans.at(-1)?.end === null;

function resolved(ticket: KpiTicket, event: Placed<LaterFact>): KpiTicket {
  const at = later(event.occurredAt, ticket.openedAt);
  const inForce = { at, agent: event.actor.class === 'agent' ? event.actor.id : ticket.agent };
  const marks = [...ticket.marks, markOf('resolved', event)];
  return { ...stopped(ticket, event.occurredAt), marks, inForce, first: ticket.first ?? inForce, closed: false };
}

function reopened(ticket: KpiTicket, event: Placed<LaterFact>): KpiTicket {
  const marks = [...ticket.marks, markOf('reopened', event)];
  const back = { marks, inForce: null, closed: false, reopened: ticket.reopened || ticket.first !== null };
  if (isAtWork(ticket)) return { ...ticket, ...back };
  const start = later(event.occurredAt, ticket.reached);
  return { ...ticket, ...back, reached: start, spans: [...ticket.spans, { start, end: null }] };
}

function stopped(ticket: KpiTicket, at: Instant): KpiTicket {
  const last = ticket.spans.at(-1);
  if (last?.end !== null) return ticket;
  const end = later(at, ticket.reached);
  return { ...ticket, reached: end, spans: [...ticket.spans.slice(0, -1), { start: last.start, end }] };
}

function markOf(type: Mark['type'], { occurredAt: at, place: position, clear }: Placed<TicketEvent>): Mark {
  return { type, at, position, cause: clear.cause };
}

const upToResolution = (
  { before, first }: KpiTicket,
  change: (before: UntilResolved) => UntilResolved,
): Pick<KpiTicket, 'before'> => ({ before: first === null ? change(before) : before });

const assigned =
  (agentId: string) =>
  (before: UntilResolved): UntilResolved => {
    const { lastAgent, handedOn, transfers } = before;
    const isTransfer = lastAgent !== '' && lastAgent !== agentId && !handedOn;
    const now = { lastAgent: agentId, handedOn: false, transfers: transfers + (isTransfer ? 1 : 0) };
    return { ...withAgent(before, agentId), ...now };
  };

const handedOn = (before: UntilResolved): UntilResolved => ({
  ...before,
  transfers: before.transfers + 1,
  takenFromAgent: true,
  handedOn: true,
});

const withAgent = (before: UntilResolved, agentId: string): UntilResolved =>
  before.agents.includes(agentId) ? before : { ...before, agents: [...before.agents, agentId] };
