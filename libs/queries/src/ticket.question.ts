import type { Kysely } from 'kysely';
import type { PageTables, TicketCard } from '#projections';
import { deactivationsOf } from './agents.question.js';
import { assignedTicketView } from './ticket-view.js';
import type { AssignedTicketView } from './ticket-view.js';

/** In what state, with whom and how urgent a ticket was, from `since` until `until` (`null`: it still is). */
export interface SpanView {
  readonly ticketId: string;
  readonly state: TicketCard['state'];
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly priority: TicketCard['priority'];
  readonly since: string;
  readonly until: string | null;
}

/** The card of a ticket, by its id or by the short number people see; `undefined` where there is none. */
export async function ticket(
  pages: Kysely<PageTables>,
  idOrNumber: string | number,
): Promise<AssignedTicketView | undefined> {
  const card = await cardOf(pages, idOrNumber);
  return card && assignedTicketView(card, await deactivationsOf(pages, [card]));
}

/** What a ticket went through, oldest first; empty where there is none. Spans follow one another without a gap. */
export async function ticketSpans(
  pages: Kysely<PageTables>,
  idOrNumber: string | number,
): Promise<readonly SpanView[]> {
  const card = await cardOf(pages, idOrNumber);
  if (card === undefined) return [];
  const { ticketId, state, assigneeId, teamId, priority, spanSince } = card;
  const over = await pages
    .selectFrom('ticketSpans')
    .select(['ticketId', 'state', 'assigneeId', 'teamId', 'priority', 'since', 'until'])
    .where('ticketId', '=', ticketId)
    .orderBy('position')
    .execute();
  return [...over, { ticketId, state, assigneeId, teamId, priority, since: spanSince, until: null }];
}

/** The card of a ticket as it is kept. */
export async function cardOf(pages: Kysely<PageTables>, idOrNumber: string | number): Promise<TicketCard | undefined> {
  const number =
    typeof idOrNumber === 'number' ? idOrNumber : /^\d{1,15}$/.test(idOrNumber) ? Number(idOrNumber) : undefined;
  const cards = pages.selectFrom('tickets').selectAll('tickets');
  if (number === undefined) return cards.where('ticketId', '=', String(idOrNumber)).executeTakeFirst();
  const numbered = pages.selectFrom('ticketNumbers').select('ticketId').where('number', '=', number);
  return cards.where('ticketId', '=', numbered).executeTakeFirst();
}
