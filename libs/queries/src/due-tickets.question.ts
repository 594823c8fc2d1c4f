import type { Kysely } from 'kysely';
import type { Instant } from '#domain';
import type { DueRow, PageTables } from '#projections';

/** A ticket for which time alone changes something. */
export interface DueTicket {
  readonly ticketId: string;
  /** `wake`: its snooze is over; `close`: its inbox's reopen window is. */
  readonly what: 'wake' | 'close';
  readonly dueAt: Instant;
}

/** What is due at `now`, the longest due first. A resolved ticket of an inbox nobody connected is never due. */
export async function dueTickets(
  pages: Kysely<PageTables>,
  now: Instant,
  limit: number,
): Promise<readonly DueTicket[]> {
  const due: DueTicket[] = [];
  for (const { ticketId, at } of await dueUntil(pages, { because: 'snoozed', until: now }, limit)) {
    due.push({ ticketId, what: 'wake', dueAt: at });
  }
  for (const { inbox, reopenWindowSeconds } of await pages.selectFrom('inboxes').selectAll().execute()) {
    const until = shifted(now, -reopenWindowSeconds);
    for (const { ticketId, at } of await dueUntil(pages, { because: 'resolved', inbox, until }, limit)) {
      due.push({ ticketId, what: 'close', dueAt: shifted(at, reopenWindowSeconds) });
    }
  }
  return due.sort(byTime).slice(0, limit);
}

interface DueUntil {
  readonly because: DueRow['because'];
  readonly inbox?: string;
  readonly until: Instant;
}

function dueUntil(pages: Kysely<PageTables>, { because, inbox, until }: DueUntil, limit: number): Promise<DueRow[]> {
  let rows = pages
    .selectFrom('due')
    .selectAll()
    .where('because', '=', because)
    .where('at', because === 'snoozed' ? '<=' : '<', until);
  if (inbox !== undefined) rows = rows.where('inbox', '=', inbox);
  return rows.orderBy('at').orderBy('ticketId').limit(limit).execute();
}

const shifted = (at: Instant, seconds: number): Instant => new Date(Date.parse(at) + seconds * 1000).toISOString();

const byTime = (one: DueTicket, other: DueTicket): number =>
  one.dueAt === other.dueAt ? (one.ticketId < other.ticketId ? -1 : 1) : one.dueAt < other.dueAt ? -1 : 1;
