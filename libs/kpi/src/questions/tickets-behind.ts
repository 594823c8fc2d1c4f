import type { Kysely } from 'kysely';
import { cursorOf, pageOf, sortKeyOf } from '#queries';
import { sqlOf } from '#read-store';
import type { FoundFact } from '../figures/index.js';
import type { KpiTables } from '../pages/index.js';
import { beforeAll, countedIn } from './drill-down.js';
import type { ListPage } from './drill-down.js';
import { knownFacts } from './known-facts.js';
import type { Wanted } from './known-facts.js';
import { foundFacts } from './rolled-figures.js';

/** Tickets behind all figures of a question, a page of them. */
export interface TicketsPage {
  readonly tickets: readonly string[];
  readonly next?: string;
}

/**
 * Distinct tickets behind all figures of a question. Those known now come in the order of the first of their facts that
 * is counted, and are found in roll-ups; those known once in the order of their ids.
 * Errors: `BadCursor`, `BadTimeZone`.
 */
export function countedTickets(pages: Kysely<KpiTables>, wanted: Wanted, page: ListPage): Promise<TicketsPage> {
  return wanted.knownAt === undefined ? ticketsNow(pages, wanted, page) : ticketsThen(pages, wanted, page);
}

async function ticketsNow(pages: Kysely<KpiTables>, wanted: Wanted, { after, limit }: ListPage): Promise<TicketsPage> {
  const list = `kpi/${wanted.definition.id}/tickets`;
  const [at, number] = after === undefined ? [beforeAll, 0] : sortKeyOf(list, after, [0, 0]);
  const found = await foundFacts(pages, wanted, { after: at, most: limit + 1, perTicket: true });
  const behind = found.filter((each) => each[0] > at || each[1] > number).sort(inTime);
  const { rows, next } = pageOf(behind, limit, ([instant, ticket]) => cursorOf(list, [instant, ticket]));
  const ids = await idsOf(pages, wanted, rows);
  const tickets = rows.flatMap(([, ticket]) => ids.get(ticket) ?? []);
  return next === undefined ? { tickets } : { tickets, next };
}

const inTime = ([at, ticket]: FoundFact, [otherAt, other]: FoundFact): number => at - otherAt || ticket - other;

/** The ids of tickets, by number, out of the facts that were found of them. */
async function idsOf(
  pages: Kysely<KpiTables>,
  { definition }: Wanted,
  found: readonly FoundFact[],
): Promise<ReadonlyMap<number, string>> {
  const instants = [...new Set(found.map(([at]) => new Date(at).toISOString()))];
  const rows = await pages
    .selectFrom('facts')
    .innerJoin('tickets', (on) =>
      on.onRef('tickets.customerId', '=', 'facts.customerId').onRef('tickets.ticketId', '=', 'facts.ticketId'),
    )
    .select(['tickets.number', 'tickets.ticketId'])
    .where('kind', '=', definition.kind)
    .where('at', 'in', sqlOf(pages).oneOf(instants))
    .execute();
  return new Map(rows.map(({ number, ticketId }) => [number, ticketId]));
}

async function ticketsThen(pages: Kysely<KpiTables>, wanted: Wanted, page: ListPage): Promise<TicketsPage> {
  const list = `kpi/${wanted.definition.id}/tickets-known`;
  const [after] = page.after === undefined ? [''] : sortKeyOf(list, page.after, ['']);
  const found = new Set<string>();
  for await (const facts of knownFacts(pages, wanted)) {
    for (const fact of facts) if (fact.ticketId > after && countedIn(wanted, fact)?.counted) found.add(fact.ticketId);
  }
  const { rows: tickets, next } = pageOf([...found].sort(), page.limit, (last) => cursorOf(list, [last]));
  return next === undefined ? { tickets } : { tickets, next };
}
