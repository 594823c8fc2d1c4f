import { sql } from 'kysely';
import type { Kysely, RawBuilder, SelectQueryBuilder } from 'kysely';
import type { PageTables, QueueRow } from '#projections';
import { sqlOf } from '#read-store';
import { deactivationsOf } from './agents.question.js';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';
import { holds, stretchesOf } from './queue-stretches.js';
import type { QueueFilters, Stretch } from './queue-stretches.js';
import { assigned, queuedTicketView } from './ticket-view.js';
import type { Assigned, QueuedTicketView } from './ticket-view.js';

const list = 'queue';

export interface QueuePage extends QueueFilters {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A ticket in the queue. */
export type QueuedTicket = QueuedTicketView & Assigned;

export interface QueueAnswer {
  /** In the order they must be answered. */
  readonly tickets: readonly QueuedTicket[];
  readonly next?: string;
}

/** Where a ticket stands; a page begins after one. */
type Place = Pick<QueueRow, 'urgency' | 'answered' | 'since' | 'ticketId'>;

/**
 * New and open tickets, or those in one state: most urgent first, then those who wait, longest first. Each page is read
 * from as many stretches of an index as its filters need, at most `limit` rows of each. Errors: `BadCursor`.
 */
export async function queue(pages: Kysely<PageTables>, page: QueuePage): Promise<QueueAnswer> {
  const { rows, next } = pageOf(await placesIn(pages, page), page.limit, ({ urgency, answered, since, ticketId }) =>
    cursorOf(list, [urgency, answered, since, ticketId]),
  );
  return { tickets: await ticketsAt(pages, rows), ...(next !== undefined && { next }) };
}

async function placesIn(pages: Kysely<PageTables>, { after, limit, ...filters }: QueuePage): Promise<Place[]> {
  const place = after === undefined ? undefined : placeIn(after);
  const asked = stretchesOf(filters).flatMap((stretch) => placesOf(pages, stretch, place) ?? []);
  const found = await Promise.all(asked.map((places) => places.limit(limit + 1).execute()));
  return found.length === 1
    ? (found[0] ?? [])
    : found
        .flat()
        .sort(inOrder)
        .slice(0, limit + 1);
}

function placeIn(cursor: string): Place {
  const [urgency, answered, since, ticketId] = sortKeyOf(list, cursor, [0, 0, '', '']);
  return { urgency, answered, since, ticketId };
}

/** The places of a stretch that come after one; `undefined` where none can. */
export function placesOf(
  pages: Kysely<PageTables>,
  stretch: Stretch,
  after?: Place,
): SelectQueryBuilder<PageTables, 'queue', Place> | undefined {
  const { table, led, besides, urgency, waitingSince } = stretch;
  const beyond = after && beyondPlace(stretch, after);
  if (beyond === 'nothing') return undefined;
  // Both tables hold the same places.
  let places = pages.selectFrom(table as 'queue').select(['ticketId', 'urgency', 'answered', 'since']);
  for (const [column, value] of led) places = places.where(holds(sql.ref(column), value));
  if (urgency !== undefined) places = places.where('urgency', '=', urgency);
  if (waitingSince !== undefined) places = places.where('answered', '=', 0).where('since', '<=', waitingSince);
  for (const condition of besides) places = places.where(condition(sqlOf(pages).aside));
  if (beyond !== undefined) places = places.where(beyond);
  return places.orderBy('urgency').orderBy('answered').orderBy('since').orderBy('ticketId');
}

/** What says that a row comes after a place, by no more columns than the stretch leaves open. */
function beyondPlace(stretch: Stretch, after: Place): RawBuilder<boolean> | 'nothing' | undefined {
  const { urgency, answered, since, ticketId } = after;
  if (stretch.urgency === undefined) {
    return sql`("urgency", "answered", "since", "ticketId") > (${urgency}, ${answered}, ${since}, ${ticketId})`;
  }
  if (stretch.urgency !== urgency) return stretch.urgency < urgency ? 'nothing' : undefined;
  if (stretch.waitingSince === undefined) {
    return sql`("answered", "since", "ticketId") > (${answered}, ${since}, ${ticketId})`;
  }
  return answered === 1 ? 'nothing' : sql`("since", "ticketId") > (${since}, ${ticketId})`;
}

const inOrder = (one: Place, other: Place): number =>
  one.urgency - other.urgency ||
  one.answered - other.answered ||
  compared(one.since, other.since) ||
  compared(one.ticketId, other.ticketId);

const compared = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

async function ticketsAt(pages: Kysely<PageTables>, places: readonly Place[]): Promise<readonly QueuedTicket[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ ticketId }) => ticketId);
  const cards = await pages.selectFrom('tickets').selectAll().where('ticketId', 'in', ids).execute();
  const deactivated = await deactivationsOf(pages, cards);
  const byId = new Map(cards.map((card) => [card.ticketId, card]));
  return places.flatMap((place) => {
    const card = byId.get(place.ticketId);
    return card ? { ...queuedTicketView(card, place), ...assigned(card, deactivated) } : [];
  });
}
