import type { PageBuild, PageComparison } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import type { Postgres } from '#postgres';
import { comparePages } from './compare-pages.js';
import type { PageShelf, ShelvedCopy } from './page-shelf.js';
import { PostgresPageWriter } from './postgres-page-writer.js';

/** Pages built beside the live ones, in a schema of their own. */
export class PostgresPageBuild extends PostgresPageWriter implements PageBuild {
  readonly resumed: boolean;

  constructor(
    postgres: Postgres,
    private readonly shelf: PageShelf,
    copy: ShelvedCopy,
    pages: PageSet,
  ) {
    super(postgres, copy, pages);
    this.resumed = this.mark.position > 0n;
  }

  async compare(): Promise<PageComparison | undefined> {
    return this.postgres.inTransaction(async (connection) => {
      await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SET LOCAL statement_timeout = 0');
      const live = await this.shelf.findFor(connection, 'live');
      if (live?.mark.position !== this.mark.position) return undefined;
      const copies = { live: live.schema, rebuilt: this.copy.schema };
      return comparePages(connection, this.pages.tables, copies, this.mark);
    });
  }

  async publish({ evenBehind } = { evenBehind: false }): Promise<boolean> {
    const mayReplace = ({ position }: { readonly position: bigint }) => evenBehind || position <= this.mark.position;
    const published = await this.shelf.publish(this.copy, mayReplace);
    await this.shelf.sweep();
    return published;
  }

  async discard(): Promise<void> {
    await this.shelf.discard(this.copy);
  }
}
