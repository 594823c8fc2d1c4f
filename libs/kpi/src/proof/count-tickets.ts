import { agentAfter, factsBefore, firstResolution, isAtWork, isClosed, isHandOver } from './raw-tickets.js';
import { isReopenedAfter, repliesAmong, resolutionInForce, transfersAmong } from './raw-tickets.js';
import type { RawResolution } from './raw-tickets.js';
import type { KpiQuestion } from '../figures/index.js';
import { after, msFrom, text } from './raw-desk.js';
import type { RawDesk } from './raw-desk.js';
import { contactsOn } from './count-contacts.js';
import { responsesOf } from './raw-conversations.js';
import { caseOfTicket, rawCase, ticketsOn } from './raw-cases.js';
import type { RawCase, TicketInPlace } from './raw-cases.js';

/** Counted by its opening, for its agent now. */
const caseOfOpening = (each: TicketInPlace) =>
  caseOfTicket(each, each.ticket.opening.occurredAt, agentAfter(each.ticket.facts));

/** Volume, `tickets_opened`. */
export const ticketsOpened = (desk: RawDesk): readonly RawCase[] =>
  ticketsOn(desk).map((each) => rawCase(caseOfOpening(each)));

/** Repeat and reopen, `contacts_per_issue`. */
export function contactsPerIssue(desk: RawDesk): readonly RawCase[] {
  const contacts = contactsOn(desk);
  return ticketsOn(desk).map((each) => {
    const own = contacts.filter(({ ticket }) => ticket?.ticketId === each.ticket.ticketId);
    return rawCase(caseOfOpening(each), { numerator: own.length, open: isAtWork(each.ticket) });
  });
}

/** “Tickets with a first resolution”, by it, for the resolver. */
const resolvedOn = (desk: RawDesk, said: (each: TicketInPlace, first: RawResolution) => Partial<RawCase>) =>
  ticketsOn(desk).flatMap((each) => {
    const first = firstResolution(each.ticket);
    return first === undefined ? [] : [rawCase(caseOfTicket(each, first.at, first.agent), said(each, first))];
  });

/** Volume, `tickets_resolved`. */
export const ticketsResolved = (desk: RawDesk): readonly RawCase[] => resolvedOn(desk, () => ({}));

/** First contact resolution, `no_reopen`. */
export const noReopen = (desk: RawDesk): readonly RawCase[] =>
  resolvedOn(desk, ({ ticket }, { event }) => {
    const isReopened = isReopenedAfter(ticket, event);
    return { numerator: isReopened ? 0 : 1, open: !isReopened && !isClosed(ticket) };
  });

/** Repeat and reopen, `reopen_rate`: “the complement of `no_reopen`”. */
export const reopenRate = (desk: RawDesk): readonly RawCase[] =>
  noReopen(desk).map((each) => ({ ...each, numerator: 1 - each.numerator }));

/** First contact resolution, `one_agent`. */
export const oneAgent = (desk: RawDesk): readonly RawCase[] =>
  resolvedOn(desk, ({ ticket }, { event }) => {
    const before = factsBefore(ticket, event);
    const had = before.filter(({ type }) => type === 'TicketAssigned').map((fact) => text(fact, 'agentId'));
    const agents = new Set([...had, ...repliesAmong(before).map(({ actor }) => actor.id)]);
    return { numerator: agents.size <= 1 && !before.some(isHandOver) ? 1 : 0 };
  });

/** First contact resolution, `one_reply`. */
export const oneReply = (desk: RawDesk): readonly RawCase[] =>
  resolvedOn(desk, ({ ticket }, { event }) => ({
    numerator: repliesAmong(factsBefore(ticket, event)).length === 1 ? 1 : 0,
  }));

/** First contact resolution, `customer_says`: without an answer it is not counted, and open for 14 days. */
export const customerSays = (desk: RawDesk, { asOf }: KpiQuestion): readonly RawCase[] =>
  resolvedOn(desk, ({ ticket }, { at }) => {
    const answer = ticket.facts.findLast(({ type }) => type === 'SurveyAnswered');
    if (answer === undefined) return { counted: false, open: after(at, 14 * 86_400_000) > asOf };
    return { numerator: answer.clear['solved'] === true ? 1 : 0 };
  });

/** Hands and calls, `transfer_rate`. */
export const transferRate = (desk: RawDesk): readonly RawCase[] =>
  resolvedOn(desk, ({ ticket }, { event }) => ({
    numerator: transfersAmong(factsBefore(ticket, event)) > 0 ? 1 : 0,
  }));

/** Times, `first_resolution_time`. */
export const firstResolutionTime = (desk: RawDesk): readonly RawCase[] =>
  resolvedOn(desk, ({ ticket }, { at }) => ({ ms: msFrom(ticket.opening.occurredAt, at) }));

/** Times, `full_resolution_time`. */
export const fullResolutionTime = (desk: RawDesk): readonly RawCase[] =>
  ticketsOn(desk).flatMap((each) => {
    const inForce = resolutionInForce(each.ticket);
    if (inForce === undefined) return [];
    const ms = msFrom(each.ticket.opening.occurredAt, inForce.at);
    return [rawCase(caseOfTicket(each, inForce.at, inForce.agent), { ms, open: !isClosed(each.ticket) })];
  });

/** Times, `first_response_time`: at work without one, it is not counted and open. */
export const firstResponseTime = (desk: RawDesk): readonly RawCase[] =>
  ticketsOn(desk).flatMap((each) => {
    const { ticket, conversation } = each;
    const { first } = responsesOf(conversation, ticket);
    const openedAt = ticket.opening.occurredAt;
    if (first !== undefined)
      return [rawCase(caseOfTicket(each, openedAt, first.event.actor.id), { ms: msFrom(openedAt, first.at) })];
    return isAtWork(ticket) ? [rawCase(caseOfOpening(each), { counted: false, open: true })] : [];
  });

/** Times, `next_response_time`: what still waits on a ticket at work is not counted and open. */
export const nextResponseTime = (desk: RawDesk): readonly RawCase[] =>
  ticketsOn(desk).flatMap((each) => {
    const { ticket, conversation } = each;
    return responsesOf(conversation, ticket).next.flatMap(({ asked, reply }) => {
      if (reply !== undefined)
        return [rawCase(caseOfTicket(each, asked.at, reply.event.actor.id), { ms: msFrom(asked.at, reply.at) })];
      if (!isAtWork(ticket)) return [];
      return [rawCase(caseOfTicket(each, asked.at, agentAfter(ticket.facts)), { counted: false, open: true })];
    });
  });
