import { agentAfter } from './raw-tickets.js';
import type { RawTicket } from './raw-tickets.js';
import { msFrom } from './raw-desk.js';
import type { RawDesk } from './raw-desk.js';
import { caseOfTicket, rawCase, ticketsOn } from './raw-cases.js';
import type { RawCase } from './raw-cases.js';

/** Backlog: tickets at work at an instant, and their ages, for their agent now. */
export const backlogAt = (desk: RawDesk, instant: string): readonly RawCase[] =>
  ticketsOn(desk)
    .filter(({ ticket }) => isOpenAt(ticket, instant))
    .map((each) => {
      const ms = msFrom(each.ticket.opening.occurredAt, instant);
      return rawCase(caseOfTicket(each, instant, agentAfter(each.ticket.facts)), { ms });
    });

const starts: readonly string[] = ['TicketOpened', 'TicketReopened'];
const stops: readonly string[] = ['TicketResolved', 'TicketClosed'];

/** _Open spans_: `[start, end)`, “each instant no earlier than the one before”. */
function isOpenAt({ facts }: RawTicket, instant: string): boolean {
  let [isOpen, start, reached] = [false, '', ''];
  for (const { type, occurredAt } of facts) {
    if (!(isOpen ? stops : starts).includes(type)) continue;
    reached = occurredAt > reached ? occurredAt : reached;
    if (isOpen && start <= instant && instant < reached) return true;
    if (!isOpen) start = reached;
    isOpen = !isOpen;
  }
  return isOpen && start <= instant;
}
