import { due, dueRow } from '../due/index.js';
import type { DueRow } from '../due/index.js';
import type { Pages } from '../projection/index.js';
import { putQueued } from '../queue/index.js';
import { spanned, tickets, ticketSpans } from '../tickets/index.js';
import type { Moment, TicketCard } from '../tickets/index.js';
import { load, workload } from '../workload/index.js';

/** Puts a ticket's card, and brings every page that follows from it up to date: spans, queue, workload, what is due. */
export function putTicket(pages: Pages, before: TicketCard | undefined, changed: TicketCard, moment: Moment): void {
  if (before === changed) return;
  const { card, ended } = spanned(before, changed, moment);
  pages.of(tickets).put(card);
  if (ended !== undefined) pages.of(ticketSpans).put(ended);
  putQueued(pages, before, card);
  putDue(pages, before && dueRow(before), dueRow(card), card.ticketId);
  putLoad(pages, before, card);
}

function putDue(pages: Pages, was: DueRow | undefined, is: DueRow | undefined, ticketId: string): void {
  if (is === undefined) {
    if (was !== undefined) pages.of(due).drop(ticketId);
  } else if (was?.because !== is.because || was.at !== is.at) pages.of(due).put(is);
}

function putLoad(pages: Pages, before: TicketCard | undefined, after: TicketCard): void {
  if (before?.assigneeId === after.assigneeId && before.state === after.state) return;
  const [taken, added] = [before && load(before, -1), load(after, 1)];
  if (taken !== undefined) pages.of(workload).add(taken);
  if (added !== undefined) pages.of(workload).add(added);
}
