import type { Kysely } from 'kysely';
import type { PageTables, ParkableCategory, ParkedRow } from '#projections';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';

const list = 'parked';

/** A stream whose pages stand still: its first event that cannot be copied, and how many lie parked with it. */
export interface ParkedStream extends Omit<ParkedRow, 'category' | 'position' | 'lastVersion'> {
  /** Where that event stands in the log. */
  readonly position: bigint;
  /** How many events lie parked, that one among them. */
  readonly events: number;
}

export interface ParkedPage {
  readonly after?: string | undefined;
  readonly limit: number;
}
export interface ParkedAnswer {
  /** In the order of their names. */
  readonly parked: readonly ParkedStream[];
  readonly next?: string;
}

/** Every stream that lies parked. Errors: `BadCursor`. */
export async function parked(pages: Kysely<PageTables>, { after, limit }: ParkedPage): Promise<ParkedAnswer> {
  let rows = pages.selectFrom('parked').selectAll();
  if (after !== undefined) rows = rows.where('stream', '>', sortKeyOf(list, after, [''])[0]);
  const found = await rows
    .orderBy('stream')
    .limit(limit + 1)
    .execute();
  const page = pageOf(found, limit, ({ stream }) => cursorOf(list, [stream]));
  return { parked: page.rows.map(streamOf), ...(page.next !== undefined && { next: page.next }) };
}

/** One stream that lies parked; `undefined` where it does not. */
export async function parkedStream(pages: Kysely<PageTables>, stream: string): Promise<ParkedStream | undefined> {
  const row = await pages.selectFrom('parked').selectAll().where('stream', '=', stream).executeTakeFirst();
  return row && streamOf(row);
}

const streamOf = ({ category: _, lastVersion, position, ...row }: ParkedRow): ParkedStream => ({
  ...row,
  position: BigInt(position),
  events: lastVersion - row.version + 1,
});

/** How much lies parked, by kind of stream and reason. */
export interface ParkedCount {
  readonly category: ParkableCategory;
  /** Stable code, or class of the fault. */
  readonly reason: string;
  readonly streams: number;
  readonly events: number;
}

/** Counted over all that lies there now. */
export async function parkedCounts(pages: Kysely<PageTables>): Promise<readonly ParkedCount[]> {
  const rows = await pages
    .selectFrom('parked')
    .select((eb) => [
      'category',
      'reason',
      eb.fn.countAll<number>().as('streams'),
      eb.fn.sum<number>(eb('lastVersion', '-', eb.ref('version'))).as('behind'),
    ])
    .groupBy(['category', 'reason'])
    .orderBy('category')
    .orderBy('reason')
    .execute();
  return rows.map(({ behind, ...row }) => ({ ...row, events: row.streams + Number(behind) }));
}
