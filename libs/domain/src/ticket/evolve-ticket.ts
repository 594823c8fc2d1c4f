import { later } from '../event/index.js';
import type { Dated, Instant } from '../event/index.js';
import type { TicketEvent, TicketOpened } from './ticket.events.js';
import { bringsBack } from './hear-customer.js';
import type { Situation, Ticket } from './ticket.js';

/** The ticket an opening begins. */
export function openedTicket({ clear, occurredAt }: Dated<TicketOpened>): Ticket {
  return {
    ticketId: clear.ticketId,
    number: clear.number,
    conversationId: clear.conversationId,
    follows: clear.follows,
    situation: { status: 'new', since: occurredAt },
    assignee: undefined,
    teamId: clear.teamId,
    priority: 'normal',
    topic: undefined,
    tags: [],
    nativeKey: clear.nativeKey,
    changedAt: occurredAt,
  };
}

/** The ticket after one more fact about it. */
export function evolveTicket(before: Ticket, event: Dated<Exclude<TicketEvent, TicketOpened>>): Ticket {
  const ticket = { ...before, changedAt: later(event.occurredAt, before.changedAt) };
  const since = later(event.occurredAt, ticket.situation.since);
  const put = (situation: Situation): Ticket => ({ ...ticket, situation });
  switch (event.type) {
    case 'TicketAssigned':
      return {
        ...atWork(ticket, event.occurredAt),
        assignee: { agentId: event.clear.agentId, since: event.occurredAt },
      };
    case 'TicketUnassigned':
      return { ...ticket, assignee: undefined };
    case 'TicketHandedOver':
      return { ...ticket, assignee: undefined, teamId: event.clear.teamId };
    case 'TicketPrioritised':
      return { ...ticket, priority: event.clear.priority };
    case 'TicketClassified':
      return { ...ticket, topic: event.clear.topic };
    case 'TicketTagged':
      return { ...ticket, tags: [...ticket.tags, event.clear.tag] };
    case 'TicketUntagged':
      return { ...ticket, tags: ticket.tags.filter((tag) => tag !== event.clear.tag) };
    case 'SurveyAnswered':
      return ticket;
    case 'TicketReopened':
    case 'TicketWoken':
      return put({ status: 'open', since });
    case 'TicketPending':
      return put({ status: 'pending', since });
    case 'TicketSnoozed':
      return put({ status: 'snoozed', since, until: event.clear.until });
    case 'TicketResolved':
      return put({ status: 'resolved', since });
    case 'TicketClosed':
      return put({ status: 'closed', since, resolvedAt: ticket.situation.since });
    case 'MarkedAsSpam':
      return ticket.situation.status === 'spam' ? ticket : put({ status: 'spam', since, before: ticket.situation });
    case 'SpamMarkRemoved':
      return ticket.situation.status === 'spam' ? put(ticket.situation.before) : ticket;
  }
}

/** Once an agent has it or answered on it, a ticket is new no more. */
export const atWork = (ticket: Ticket, at: Instant): Ticket =>
  ticket.situation.status === 'new'
    ? { ...ticket, situation: { status: 'open', since: later(at, ticket.situation.since) } }
    : ticket;

/** A pending ticket waits for the customer: when the customer asks again, it is open. No fact says so, the fold does. */
export function heardFrom(
  ticket: Ticket,
  item: { readonly asks: boolean; readonly lane: 'live' | 'bulk'; readonly occurredAt: Instant },
): Ticket {
  const { situation } = ticket;
  if (situation.status !== 'pending' || !item.asks || !bringsBack(item, situation.since)) return ticket;
  return { ...ticket, situation: { status: 'open', since: later(item.occurredAt, situation.since) } };
}
