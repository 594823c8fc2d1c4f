import type { Kysely } from 'kysely';
import type { Delivery, PageTables } from '#projections';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';

const list = 'deliveries';

export interface DeliveriesPage {
  readonly customerId: string;
  readonly after?: string | undefined;
  readonly limit: number;
}
export interface DeliveriesAnswer {
  /** Reported last first. */
  readonly deliveries: readonly Delivery[];
  readonly next?: string;
}

/** How far the desk's messages to a customer came. Errors: `BadCursor`. */
export async function deliveries(pages: Kysely<PageTables>, page: DeliveriesPage): Promise<DeliveriesAnswer> {
  let reported = pages.selectFrom('deliveries').selectAll().where('customerId', '=', page.customerId);
  if (page.after !== undefined) reported = reported.where('position', '<', sortKeyOf(list, page.after, [0])[0]);
  const found = await reported
    .orderBy('position', 'desc')
    .limit(page.limit + 1)
    .execute();
  const { rows, next } = pageOf(found, page.limit, ({ position }) => cursorOf(list, [position]));
  return { deliveries: rows, ...(next !== undefined && { next }) };
}

/** How many replies reached nobody, by inbox and reason. */
export interface FailedReplies {
  readonly inbox: string;
  /** Stable code, or the provider's own. */
  readonly reason: string;
  readonly replies: number;
}

/** Counted over all whose last word it is. */
export const failedReplies = (pages: Kysely<PageTables>): Promise<FailedReplies[]> =>
  pages
    .selectFrom('deliveries')
    .select(({ fn }) => ['inbox', 'reason', fn.countAll<number>().as('replies')])
    .where('status', '=', 'failed')
    .groupBy(['inbox', 'reason'])
    .orderBy('inbox')
    .orderBy('reason')
    .execute();

/** How far one message came, by the digest its provider reports on; `undefined` where nothing was reported. */
export const deliveryOf = (pages: Kysely<PageTables>, nativeKey: string): Promise<Delivery | undefined> =>
  pages.selectFrom('deliveries').selectAll().where('nativeKey', '=', nativeKey).executeTakeFirst();
