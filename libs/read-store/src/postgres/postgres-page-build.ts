import type { Postgres } from '#postgres';
import type { PageBuild, PageComparison } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { comparePages } from './compare-pages.js';
import type { PageShelf, ShelvedCopy } from './page-shelf.js';
import { PostgresPageSuccessor } from './postgres-page-successor.js';

/** Pages built beside the live ones, in a schema of their own. */
export class PostgresPageBuild extends PostgresPageSuccessor implements PageBuild {
  readonly resumed: boolean;

  constructor(postgres: Postgres, shelf: PageShelf, copy: ShelvedCopy, pages: PageSet) {
    super(postgres, shelf, copy, pages);
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
}
