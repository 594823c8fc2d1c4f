import { wrapUpMs } from '../definitions/call.definitions.js';
import { plus } from '../definitions/definition.js';
import type { CallFact } from '../facts/index.js';
import type { KpiTicket } from '../case-history/ticket.js';
import type { Step } from './conversation.js';
import { exclusionOf, ticketStanding } from './standing.js';

/** A fact as its own file knows it: whose person it is comes from the links. */
export type Draft<Fact> = Fact extends unknown ? Omit<Fact, 'personId'> : never;

/** The inbound calls of one conversation. */
export const callsOf = (customerId: string, steps: readonly Step[]): readonly Draft<CallFact>[] =>
  steps.filter(({ item }) => item.kind === 'call').map((step) => callOf(customerId, step));

function callOf(customerId: string, { item, ticket }: Step): Draft<CallFact> {
  const { itemId, position, at, channel, inbox, language, outcome, talkedSeconds, endedAt } = item;
  return {
    kind: 'call',
    factId: `call/${customerId}/${itemId}`,
    customerId,
    itemId,
    ticketId: ticket?.ticketId ?? '',
    position,
    at,
    exclusion: ticket?.spam ? exclusionOf(ticket) : '',
    outcome,
    talkedSeconds,
    endedAt,
    solved: isSolvedBetween(ticket, at, plus(endedAt, wrapUpMs)),
    channel,
    inbox,
    language,
    ...ticketStanding(ticket),
  };
}

const isSolvedBetween = (ticket: KpiTicket | undefined, start: string, end: string): boolean =>
  ticket?.marks.some(({ type, at }) => type === 'resolved' && at >= start && at <= end) ?? false;
