import type { Kysely } from 'kysely';
import type { HandleRow, LinkRow, PageTables } from '#projections';

/** Everybody who is the same person as a customer, as far as the desk knows. */
export interface Person {
  /** Files of this person, the one asked for among them, in the order of their ids. */
  readonly customerIds: readonly string[];
  readonly handles: readonly HandleRow[];
  /** Links that join them, each once (`customerId` is the smaller id). */
  readonly links: readonly LinkRow[];
}

/** The person a customer is part of. A customer nobody has heard of is a person of one file without handles. */
export async function people(pages: Kysely<PageTables>, customerId: string): Promise<Person> {
  const { customerIds, links } = await connected(pages, customerId);
  const handles = await pages.selectFrom('handles').selectAll().where('customerId', 'in', customerIds).execute();
  return { customerIds, handles, links };
}

/** The connected component: every file that links lead to, whatever the way round. */
export async function connected(
  pages: Kysely<PageTables>,
  customerId: string,
): Promise<{ readonly customerIds: readonly string[]; readonly links: readonly LinkRow[] }> {
  const customerIds = new Set([customerId]);
  const links: LinkRow[] = [];
  for (let round = [customerId]; round.length > 0;) {
    const found = await pages.selectFrom('links').selectAll().where('customerId', 'in', round).execute();
    links.push(...found.filter((link) => link.customerId < link.otherId));
    round = [...new Set(found.map(({ otherId }) => otherId))].filter((otherId) => !customerIds.has(otherId));
    for (const otherId of round) customerIds.add(otherId);
  }
  return { customerIds: [...customerIds].sort(), links };
}
