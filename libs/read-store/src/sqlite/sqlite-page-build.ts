import type { PageBuild, PageComparison } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { comparePages } from './compare-pages.js';
import type { PageShelf, ShelvedFile } from './page-shelf.js';
import { SqlitePageSuccessor } from './sqlite-page-successor.js';

/** Pages of 4 KiB in the write-ahead log of a build, 64 MiB: nobody waits on it, and what changes often is copied less. */
const checkpointAfterPages = 16_384;

/** Pages built beside the live ones, in a file of their own. */
export class SqlitePageBuild extends SqlitePageSuccessor implements PageBuild {
  readonly resumed: boolean;

  constructor(shelf: PageShelf, file: ShelvedFile, pages: PageSet) {
    super(shelf, file, pages, 'building');
    this.db.exec(`PRAGMA wal_autocheckpoint = ${checkpointAfterPages}`);
    this.resumed = file.found && this.mark.position > 0n;
  }

  async compare(): Promise<PageComparison | undefined> {
    return comparePages(this.pages, this.shelf.live().path, this.path);
  }
}
