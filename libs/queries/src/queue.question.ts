import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { PageTables, QueueRow } from '#projections';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';
import { ticketView } from './ticket-view.js';
import type { TicketView } from './ticket-view.js';

const list = 'queue';

export interface QueuePage {
  readonly inbox?: string | undefined;
  readonly team?: string | undefined;
  /** An agent's own tickets; `null`: those nobody has. */
  readonly agent?: string | null | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A ticket in the queue. */
export interface QueuedTicket extends TicketView {
  /** Since when the customer waits; where nobody waits, since the last answer or change of state. */
  readonly queuedSince: string;
  /** Nothing the customer said is unanswered. */
  readonly answered: boolean;
}

export interface QueueAnswer {
  /** In the order they must be answered. */
  readonly tickets: readonly QueuedTicket[];
  readonly next?: string;
}

/** New and open tickets: most urgent first, then those who wait, longest first. Errors: `BadCursor`. */
export async function queue(pages: Kysely<PageTables>, page: QueuePage): Promise<QueueAnswer> {
  const { rows, next } = pageOf(await placesIn(pages, page), page.limit, ({ urgency, answered, since, ticketId }) =>
    cursorOf(list, [urgency, answered, since, ticketId]),
  );
  const cards = await cardsOf(pages, rows);
  const tickets = rows.flatMap((row) => {
    const card = cards.get(row.ticketId);
    return card ? [{ ...card, queuedSince: row.since, answered: row.answered === 1 }] : [];
  });
  return { tickets, ...(next !== undefined && { next }) };
}

function placesIn(pages: Kysely<PageTables>, { inbox, team, agent, after, limit }: QueuePage): Promise<QueueRow[]> {
  let places = pages.selectFrom('queue').selectAll();
  if (inbox !== undefined) places = places.where('inbox', '=', inbox);
  if (team !== undefined) places = places.where('teamId', '=', team);
  if (agent !== undefined) places = places.where('assigneeId', agent === null ? 'is' : '=', agent);
  if (after !== undefined) {
    const [urgency, answered, since, ticketId] = sortKeyOf(list, after, [0, 0, '', '']);
    const key = sql`(${urgency}, ${answered}, ${since}, ${ticketId})`;
    places = places.where(sql<boolean>`("urgency", "answered", "since", "ticketId") > ${key}`);
  }
  const ordered = places.orderBy('urgency').orderBy('answered').orderBy('since').orderBy('ticketId');
  return ordered.limit(limit + 1).execute();
}

async function cardsOf(pages: Kysely<PageTables>, rows: readonly QueueRow[]): Promise<Map<string, TicketView>> {
  const ids = rows.map(({ ticketId }) => ticketId);
  const cards = await pages.selectFrom('tickets').selectAll().where('ticketId', 'in', ids).execute();
  return new Map(cards.map((card) => [card.ticketId, ticketView(card)]));
}
