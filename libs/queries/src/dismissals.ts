import type { Kysely } from 'kysely';
import { personOf } from '#domain';
import type { Link } from '#domain';
import type { PageTables } from '#projections';
import { connected } from './people.question.js';

/** What somebody said: these two files are alike, and not of one person. */
export interface Dismissal {
  /** The file of the person asked for. */
  readonly customerId: string;
  readonly otherId: string;
  /** In what they are alike. */
  readonly likenesses: readonly string[];
  /** When it was said last. */
  readonly dismissedAt: string;
}

/**
 * What was said not to be one person with somebody. It is said of people: it holds for every file of either, and only for
 * that in which they were alike then. What they are alike in besides is news.
 */
export class Dismissals {
  private constructor(
    readonly all: readonly Dismissal[],
    private readonly links: readonly Link[],
  ) {}

  /** `customerIds`: the files of the person asked for. */
  static async of(pages: Kysely<PageTables>, customerIds: readonly string[]): Promise<Dismissals> {
    const rows = await pages.selectFrom('dismissals').selectAll().where('customerId', 'in', customerIds).execute();
    const all = rows
      .filter(({ otherId }) => !customerIds.includes(otherId))
      .map((row) => ({ ...row, likenesses: row.likenesses.split(' ') }))
      .sort((one, other) => (one.dismissedAt > other.dismissedAt ? -1 : 1));
    return new Dismissals(all, all.length === 0 ? [] : await linksAround(pages, all));
  }

  /** `found`, without the people of whom it says nothing that was not dismissed. `seen`: what is alike, and where. */
  news<Found>(found: readonly Found[], seen: (one: Found) => Seen): readonly Found[] {
    if (this.all.length === 0) return found;
    const people = Map.groupBy(found, (one) => personOf(seen(one).otherId, this.links).join(' '));
    return [...people].flatMap(([files, theirs]) => {
      const dismissed = this.#dismissedOf(files.split(' '));
      return theirs.every((one) => dismissed.has(seen(one).because)) ? [] : theirs;
    });
  }

  #dismissedOf(files: readonly string[]): ReadonlySet<string> {
    const said = this.all.filter(({ otherId }) => files.includes(otherId));
    return new Set(said.flatMap(({ likenesses }) => likenesses));
  }
}

/** What is alike, and in which other file. */
interface Seen {
  readonly because: string;
  readonly otherId: string;
}

async function linksAround(pages: Kysely<PageTables>, all: readonly Dismissal[]): Promise<readonly Link[]> {
  const { links } = await connected(pages, [...new Set(all.map(({ otherId }) => otherId))]);
  return links.map(({ customerId, otherId }): Link => [customerId, otherId]);
}
