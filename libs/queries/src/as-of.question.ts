import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Instant, Priority } from '#domain';
import type { PageTables, TicketCard } from '#projections';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';
import { cardOf } from './ticket.question.js';

const list = 'queue-as-of';

/** What a ticket was in at an instant. Words, tags and who waited are not kept for every instant, so they are not told. */
export interface TicketAsOf {
  readonly ticketId: string;
  readonly customerId: string;
  readonly number: number;
  readonly inbox: string;
  readonly channel: string;
  readonly openedAt: Instant;
  readonly state: TicketCard['state'];
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly priority: Priority;
  /** Since when it had been in just this. */
  readonly since: Instant;
}

export interface QueueAsOfPage {
  readonly asOf: Instant;
  readonly inbox?: string | undefined;
  readonly team?: string | undefined;
  /** An agent's own tickets; `null`: those nobody had. */
  readonly assignee?: string | null | undefined;
  /** Only what this agent may see: tickets of no team, of these teams, and their own. */
  readonly reach?: { readonly agentId: string; readonly teamIds: readonly string[] } | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface QueueAsOf {
  /** Most urgent first, then the longest open. */
  readonly tickets: readonly TicketAsOf[];
  readonly next?: string;
}

/** The ticket as it was at an instant; `undefined` where it was not open yet, or never was. */
export async function ticketAsOf(
  pages: Kysely<PageTables>,
  idOrNumber: string | number,
  asOf: Instant,
): Promise<TicketAsOf | undefined> {
  const card = await cardOf(pages, idOrNumber);
  if (card === undefined || card.openedAt > asOf) return undefined;
  const then = spansAt(pages, asOf).where('ticketId', '=', card.ticketId);
  return then.executeTakeFirst();
}

/**
 * The tickets that were new or open at an instant. In order of urgency and of when they were opened: since when each
 * customer waited is known of now, not of every instant. Errors: `BadCursor`.
 */
export async function queueAsOf(pages: Kysely<PageTables>, page: QueueAsOfPage): Promise<QueueAsOf> {
  const { asOf, inbox, team, assignee, reach, after, limit } = page;
  let queued = spansAt(pages, asOf).where('state', 'in', ['new', 'open']);
  if (inbox !== undefined) queued = queued.where('inbox', '=', inbox);
  if (team !== undefined) queued = queued.where('teamId', '=', team);
  if (assignee !== undefined) queued = queued.where('assigneeId', assignee === null ? 'is' : '=', assignee);
  if (reach !== undefined) {
    const { agentId, teamIds } = reach;
    queued = queued.where((eb) =>
      eb.or([eb('teamId', 'is', null), eb('assigneeId', '=', agentId), eb('teamId', 'in', [...teamIds])]),
    );
  }
  if (after !== undefined) queued = queued.where(isAfter(sortKeyOf(list, after, [0, '', ''])));
  const found = await queued
    .orderBy(urgency)
    .orderBy('openedAt')
    .orderBy('ticketId')
    .limit(limit + 1)
    .execute();
  const { rows, next } = pageOf(found, limit, ({ priority, openedAt, ticketId }) =>
    cursorOf(list, [urgencies.indexOf(priority), openedAt, ticketId]),
  );
  return { tickets: rows, ...(next !== undefined && { next }) };
}

const urgencies: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];
const urgency = sql<number>`case "priority" when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end`;

const isAfter = ([rank, openedAt, ticketId]: readonly [number, string, string]) =>
  sql<boolean>`(${urgency}, "openedAt", "ticketId") > (${rank}, ${openedAt}, ${ticketId})`;

/** What every ticket was in: spans that are over from their table, those under way from the cards. */
function spansAt(pages: Kysely<PageTables>, asOf: Instant) {
  const constant = ['tickets.ticketId', 'tickets.customerId', 'tickets.number', 'tickets.inbox', 'tickets.channel', 'tickets.openedAt'] as const; // prettier-ignore
  const over = pages
    .selectFrom('ticketSpans')
    .innerJoin('tickets', 'tickets.ticketId', 'ticketSpans.ticketId')
    .select(constant)
    .select([
      'ticketSpans.state',
      'ticketSpans.assigneeId',
      'ticketSpans.teamId',
      'ticketSpans.priority',
      'ticketSpans.since',
    ]) // prettier-ignore
    .where('ticketSpans.since', '<=', asOf)
    .where('ticketSpans.until', '>', asOf);
  const underWay = pages
    .selectFrom('tickets')
    .select(constant)
    .select(['tickets.state', 'tickets.assigneeId', 'tickets.teamId', 'tickets.priority', 'tickets.spanSince as since'])
    .where('tickets.spanSince', '<=', asOf);
  return pages.selectFrom(over.unionAll(underWay).as('then')).selectAll('then');
}
