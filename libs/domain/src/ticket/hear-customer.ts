import { secondsBetween } from '../event/index.js';
import type { Instant } from '../event/index.js';
import type { ReopenPolicy } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import type { Ticket } from './ticket.js';

/** A message or call as far as tickets care. */
export interface Heard {
  /** The item. */
  readonly cause: string;
  /** A person wants an answer: see `asksForAnswer`. */
  readonly asks: boolean;
  readonly lane: 'live' | 'bulk';
  readonly occurredAt: Instant;
  readonly policy: ReopenPolicy;
  /** What a ticket would be called, and where it would stand, if one opened. */
  readonly opening: {
    readonly ticketId: string;
    readonly conversationId: string;
    readonly inbox: string;
    readonly number: number;
  };
}

/**
 * What follows for the ticket of its conversation, if it has one: it joins an active ticket (and wakes it), reopens
 * a resolved one inside the window, and opens a follow-up of what is over or a first ticket. What asks for no answer
 * changes nothing, nor does anything change a ticket marked as spam.
 */
export function hearCustomer(heard: Heard, ticket: Ticket | undefined): TicketEvent[] {
  if (!heard.asks) return [];
  if (ticket === undefined) return [opened(heard)];
  const { situation } = ticket;
  switch (situation.status) {
    case 'new':
    case 'open':
    case 'pending':
    case 'spam':
      return [];
    case 'snoozed':
      return bringsBack(heard, situation.since) ? [woken(heard, ticket)] : [];
    case 'resolved':
      return afterResolution(heard, ticket, situation.since);
    case 'closed':
      return heard.occurredAt <= situation.resolvedAt ? [] : [opened(heard, ticket)];
  }
}

/**
 * Whether it brings back a ticket that was set aside (pending or snoozed) since then. Live, always: whoever set it
 * aside had not seen it. Imported, only when it is the younger: history is no news.
 */
export const bringsBack = (item: Pick<Heard, 'lane' | 'occurredAt'>, since: Instant): boolean =>
  item.lane === 'live' || item.occurredAt > since;

/** What was said before the resolution was part of what was resolved: it joins, and reopens nothing. */
function afterResolution(heard: Heard, ticket: Ticket, resolvedAt: Instant): TicketEvent[] {
  if (heard.occurredAt <= resolvedAt) return [];
  const inside = secondsBetween(resolvedAt, heard.occurredAt) <= heard.policy.reopenWindowSeconds;
  return [inside ? reopened(heard, ticket) : opened(heard, ticket)];
}

function opened({ cause, policy, opening }: Heard, follows?: Ticket): TicketEvent {
  const clear = { cause, ...opening, policyVersion: policy.version };
  return { type: 'TicketOpened', clear: follows ? { ...clear, follows: follows.ticketId } : clear };
}
const reopened = ({ cause, policy }: Heard, { ticketId }: Ticket): TicketEvent => ({
  type: 'TicketReopened',
  clear: { ticketId, cause, policyVersion: policy.version },
});
const woken = ({ cause }: Heard, { ticketId }: Ticket): TicketEvent => ({
  type: 'TicketWoken',
  clear: { ticketId, cause, because: 'message' },
});
