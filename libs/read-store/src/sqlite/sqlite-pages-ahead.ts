import { mkdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PagesAhead } from '../pages-ahead.port.js';
import type { PageBuild } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { aheadFolder, holdAhead, removeAhead } from './ahead-folder.js';
import { PageShelf } from './page-shelf.js';
import { fileName, readShelf } from './shelf-rows.js';
import type { FileRow } from './shelf-rows.js';
import { SqlitePageBuild } from './sqlite-page-build.js';
import { definitionDigest } from './table-statements.js';

/** Pages built ahead in files, in a folder inside the one of those that serve, on a shelf of their own. */
export class SqlitePagesAhead implements PagesAhead {
  readonly #lock: { release(): void };
  #opened: PageShelf | undefined;

  /** Errors: `PagesAheadInUse`. */
  constructor(
    private readonly folder: string,
    private readonly pages: PageSet,
  ) {
    mkdirSync(folder, { recursive: true });
    this.#lock = holdAhead(folder);
  }

  areServed(): boolean {
    const { version } = this.pages;
    const definition = definitionDigest(this.pages);
    return liveFiles(this.folder).some((row) => row.version === version && row.definition === definition);
  }

  space(): { readonly needed: number; readonly free: number } {
    const { bavail, bsize } = statfsSync(this.folder);
    const needed = bytesOf(this.folder, liveFiles(this.folder));
    const built = bytesOf(aheadFolder(this.folder), readShelf(aheadFolder(this.folder)));
    return { needed: Math.max(needed - built, 0), free: bavail * bsize };
  }

  async build(): Promise<PageBuild> {
    const shelf = this.#shelf;
    shelf.buildOn();
    return new SqlitePageBuild(shelf, shelf.building(), this.pages);
  }

  discard(): void {
    this.#closeShelf();
    removeAhead(this.folder);
  }

  close(): void {
    this.#closeShelf();
    this.#lock.release();
  }

  get #shelf(): PageShelf {
    return (this.#opened ??= new PageShelf(aheadFolder(this.folder), this.pages));
  }

  #closeShelf(): void {
    this.#opened?.close();
    this.#opened = undefined;
  }
}

const liveFiles = (folder: string): readonly FileRow[] => readShelf(folder).filter(({ role }) => role === 'live');

const bytesOf = (folder: string, rows: readonly FileRow[]): number =>
  rows.reduce((sum, row) => sum + (statSync(join(folder, fileName(row)), { throwIfNoEntry: false })?.size ?? 0), 0);
