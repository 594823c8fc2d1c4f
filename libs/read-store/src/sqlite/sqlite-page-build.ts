import { inTransaction } from '#sqlite';
import type { PageBuild, PageComparison } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { comparePages } from './compare-pages.js';
import { openPageFile, readMark } from './page-file.js';
import type { PageShelf, ShelvedFile } from './page-shelf.js';
import { SqlitePageWriter } from './sqlite-page-writer.js';

/** Pages of 4 KiB in the write-ahead log of a build, 64 MiB: nobody waits on it, and what changes often is copied less. */
const checkpointAfterPages = 16_384;

/** Pages built beside the live ones, in a file of their own. */
export class SqlitePageBuild extends SqlitePageWriter implements PageBuild {
  readonly resumed: boolean;

  constructor(
    private readonly shelf: PageShelf,
    private readonly file: ShelvedFile,
    pages: PageSet,
  ) {
    super(file.path, pages);
    this.db.exec(`PRAGMA wal_autocheckpoint = ${checkpointAfterPages}`);
    this.resumed = file.found && this.mark.position > 0n;
  }

  async compare(): Promise<PageComparison | undefined> {
    return comparePages(this.pages, this.shelf.live().path, this.path);
  }

  /**
   * While the live file is locked its projector waits, so nothing slips in between. A crash before the shelf is written
   * leaves the old file live; after it, the new one: the old file's note that it was replaced only sends readers over.
   */
  async publish({ evenBehind } = { evenBehind: false }): Promise<boolean> {
    const old = openPageFile(this.shelf.live().path);
    try {
      return inTransaction(old, () => {
        if (!evenBehind && readMark(old).position > this.mark.position) return false;
        old.exec('UPDATE page_mark SET replaced = 1');
        this.shelf.publish(this.file.name);
        return true;
      });
    } finally {
      old.close();
      this.shelf.sweep();
    }
  }

  async discard(): Promise<void> {
    await this.close();
    this.shelf.discard(this.file.name);
  }
}
