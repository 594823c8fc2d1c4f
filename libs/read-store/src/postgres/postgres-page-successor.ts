import type { Postgres } from '#postgres';
import type { PageSuccessor, Publishing } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import type { PageShelf, ShelvedCopy } from './page-shelf.js';
import { PostgresPageWriter } from './postgres-page-writer.js';

/** Pages that may take the place of the live ones: built beside them, or live before them. */
export class PostgresPageSuccessor extends PostgresPageWriter implements PageSuccessor {
  constructor(
    postgres: Postgres,
    protected readonly shelf: PageShelf,
    copy: ShelvedCopy,
    pages: PageSet,
  ) {
    super(postgres, copy, pages);
  }

  async publish(publishing: Publishing = {}): Promise<boolean> {
    const published = await this.shelf.publish({ ...this.copy, mark: this.mark }, publishing);
    await this.shelf.sweep();
    return published;
  }

  async discard(): Promise<void> {
    await this.shelf.discard(this.copy);
  }
}
