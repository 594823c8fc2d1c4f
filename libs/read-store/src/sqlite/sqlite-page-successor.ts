import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '#sqlite';
import { PagesMovedOn } from '../read-store.errors.js';
import type { PageSuccessor, Publishing } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { openPageFile, readMark } from './page-file.js';
import type { PageShelf, ShelvedFile } from './page-shelf.js';
import { SqlitePageWriter } from './sqlite-page-writer.js';

/** Pages that may take the place of the live ones: built beside them, or live before them. */
export class SqlitePageSuccessor extends SqlitePageWriter implements PageSuccessor {
  constructor(
    protected readonly shelf: PageShelf,
    private readonly file: ShelvedFile,
    pages: PageSet,
    role: 'building' | 'former',
  ) {
    super(file.path, pages, role === 'former' ? 1 : 0);
  }

  /**
   * While the live file is locked its projector waits, so nothing slips in between. A crash before the shelf is written
   * leaves the old file live; after it, the new one: the old file's note that it was replaced only sends readers over.
   */
  async publish({ evenBehind = false, keepsFormer = true }: Publishing = {}): Promise<boolean> {
    const live = this.shelf.live();
    const old = openPageFile(live.path);
    try {
      return inTransaction(old, () => {
        const isLive = this.shelf.live().path === live.path;
        const { position } = readMark(old);
        if (!isLive || (!evenBehind && position > this.mark.position)) return false;
        this.#takePlaceOf(old, keepsFormer && position > 0n);
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

  #takePlaceOf(old: DatabaseSync, keepsFormer: boolean): void {
    old.exec('UPDATE page_mark SET replaced = 1');
    if (!this.shelf.publish(this.file.name, keepsFormer)) throw new PagesMovedOn(this.mark.position);
  }
}
