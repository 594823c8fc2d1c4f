import type { Kysely } from 'kysely';
import type { HandleRow, LinkRow, PageTables } from '#projections';

/** An address or number, and whom it speaks for. */
export type KnownHandle = Omit<HandleRow, 'stem'>;

/** Everybody who is the same person as a customer, as far as the desk knows. */
export interface Person {
  /** Files of this person, the one asked for among them, in the order of their ids. */
  readonly customerIds: readonly string[];
  readonly handles: readonly KnownHandle[];
  /** Links that join them, each once (`customerId` is the smaller id). */
  readonly links: readonly LinkRow[];
}

/** The person a customer is part of. A customer nobody has heard of is a person of one file without handles. */
export async function people(pages: Kysely<PageTables>, customerId: string): Promise<Person> {
  const { customerIds, links } = await connected(pages, [customerId]);
  return { customerIds, handles: await handlesOf(pages, customerIds), links };
}

/** Handles of these files. */
export async function handlesOf(
  pages: Kysely<PageTables>,
  customerIds: readonly string[],
): Promise<readonly KnownHandle[]> {
  const handles = await pages.selectFrom('handles').selectAll().where('customerId', 'in', customerIds).execute();
  return handles.map(({ stem: _, ...handle }) => handle);
}

/** The connected components: every file that links lead to from these, whatever the way round. */
export async function connected(
  pages: Kysely<PageTables>,
  from: readonly string[],
): Promise<{ readonly customerIds: readonly string[]; readonly links: readonly LinkRow[] }> {
  const customerIds = new Set(from);
  const links: LinkRow[] = [];
  for (let round = from; round.length > 0;) {
    const found = await pages.selectFrom('links').selectAll().where('customerId', 'in', round).execute();
    links.push(...found.filter((link) => link.customerId < link.otherId));
    round = [...new Set(found.map(({ otherId }) => otherId))].filter((otherId) => !customerIds.has(otherId));
    for (const otherId of round) customerIds.add(otherId);
  }
  return { customerIds: [...customerIds].sort(), links };
}
