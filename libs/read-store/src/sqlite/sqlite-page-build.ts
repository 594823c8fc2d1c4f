import { statSync } from 'node:fs';
import { PagesMovedOn } from '../read-store.errors.js';
import type { PageBuild, PageChanges, PageComparison, PageMark, Publishing } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { comparePages } from './compare-pages.js';
import type { PageShelf, ShelvedFile } from './page-shelf.js';
import { SqlitePageSuccessor } from './sqlite-page-successor.js';

/** Pages of 4 KiB in the write-ahead log of a build, 64 MiB: nobody waits on it, and what changes often is copied less. */
const checkpointAfterPages = 16_384;

/**
 * Pages built beside the live ones, in a file of their own. Another process may remove that file (an erasure does, of
 * pages that are built ahead of a start): the next commit, or publishing it, says so.
 */
export class SqlitePageBuild extends SqlitePageSuccessor implements PageBuild {
  readonly resumed: boolean;
  readonly #file = this.#fileThere();

  constructor(shelf: PageShelf, file: ShelvedFile, pages: PageSet) {
    super(shelf, file, pages, 'building');
    this.db.exec(`PRAGMA wal_autocheckpoint = ${checkpointAfterPages}`);
    this.resumed = file.found && this.mark.position > 0n;
  }

  override async commit(changes: PageChanges, mark: PageMark): Promise<void> {
    this.#mustBeThere();
    await super.commit(changes, mark);
  }

  override async publish(publishing?: Publishing): Promise<boolean> {
    this.#mustBeThere();
    return super.publish(publishing);
  }

  async compare(): Promise<PageComparison | undefined> {
    return comparePages(this.pages, this.shelf.live().path, this.path);
  }

  #mustBeThere(): void {
    if (this.#file === undefined || this.#fileThere() !== this.#file) throw new PagesMovedOn(this.mark.position);
  }

  /** Names the file itself, whatever stands under its path later. */
  #fileThere(): number | undefined {
    return statSync(this.path, { throwIfNoEntry: false })?.ino;
  }
}
