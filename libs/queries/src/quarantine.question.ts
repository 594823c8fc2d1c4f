import type { Kysely } from 'kysely';
import type { PageTables, QuarantineRow } from '#projections';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';

const list = 'quarantine';

export interface QuarantinePage {
  readonly inbox?: string | undefined;
  /** Only what stood in this envelope; its position in digits. */
  readonly envelope?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}
export interface QuarantineAnswer {
  /** Put there last first. */
  readonly refused: readonly QuarantineRow[];
  readonly next?: string;
}

/** What lies in quarantine, and why. Errors: `BadCursor`. */
export async function quarantine(pages: Kysely<PageTables>, page: QuarantinePage): Promise<QuarantineAnswer> {
  let refused = pages.selectFrom('quarantine').selectAll();
  if (page.inbox !== undefined) refused = refused.where('inbox', '=', page.inbox);
  if (page.envelope !== undefined) refused = refused.where('envelope', '=', page.envelope);
  if (page.after !== undefined) refused = refused.where('position', '<', sortKeyOf(list, page.after, [0])[0]);
  const found = await refused
    .orderBy('position', 'desc')
    .limit(page.limit + 1)
    .execute();
  const { rows, next } = pageOf(found, page.limit, ({ position }) => cursorOf(list, [position]));
  return { refused: rows, ...(next !== undefined && { next }) };
}

/** How much lies in quarantine, by inbox and reason. */
export interface QuarantineCount {
  readonly inbox: string;
  /** Stable code. */
  readonly reason: string;
  readonly parts: number;
}

/** Counted over all that lies there now. */
export function quarantined(pages: Kysely<PageTables>): Promise<QuarantineCount[]> {
  return pages
    .selectFrom('quarantine')
    .select(({ fn }) => ['inbox', 'reason', fn.countAll<number>().as('parts')])
    .groupBy(['inbox', 'reason'])
    .orderBy('inbox')
    .orderBy('reason')
    .execute();
}
