import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '#sqlite';
import type { PageCopy, PageRole } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { removeOver, takeBuilt } from './ahead-folder.js';
import { createPageFile, lookAtFile, noteReplaced } from './page-file.js';
import { fileName, openShelf, shelfColumns } from './shelf-rows.js';
import type { FileRow, ShelfRow } from './shelf-rows.js';
import { definitionDigest } from './table-statements.js';

/** The clock's instant, with milliseconds. */
const now = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`;

/** A page file on the shelf. */
export interface ShelvedFile {
  readonly name: string;
  readonly path: string;
  /** It stood there before. */
  readonly found: boolean;
}

/**
 * Says which page file is live, which is being built, and which was live before: `pages.db` in the folder, a database of
 * at most three rows whose transactions (`synchronous=FULL`) make the flip atomic, durable and safe between threads and
 * processes.
 */
export class PageShelf {
  readonly #db: DatabaseSync;
  readonly #definition: string;

  constructor(
    private readonly folder: string,
    private readonly pages: PageSet,
  ) {
    mkdirSync(folder, { recursive: true });
    this.#definition = definitionDigest(pages);
    this.#db = openShelf(folder);
  }

  /**
   * The live file of this code; where there is none the one that was built ahead, the one it had before other code came,
   * or an empty one.
   */
  live(): ShelvedFile {
    return this.#find('live') ?? inTransaction(this.#db, () => this.#find('live') ?? this.#beginLive());
  }

  /** A file that was to be taken up as the live one is built on: until it is published again it is not. */
  buildOn(): void {
    inTransaction(this.#db, () => {
      if (this.#find('building') || !this.#find('live')) return;
      this.#dropRole('building');
      this.#db.exec(`UPDATE page_files SET role = 'building', since = ${now} WHERE role = 'live'`);
    });
  }

  /** The file being built; an empty one where there is none. */
  building(): ShelvedFile {
    return this.#find('building') ?? inTransaction(this.#db, () => this.#find('building') ?? this.#add('building'));
  }

  /** The file of this code that was live before, noted to be replaced: whoever still has it open goes elsewhere. */
  former(): ShelvedFile | undefined {
    return inTransaction(this.#db, () => {
      const former = this.#find('former');
      if (former) noteReplaced(former.path, 1);
      return former;
    });
  }

  /** Every file on the shelf, in the order they were begun. */
  copies(): readonly PageCopy[] {
    return this.#rows().map((row) => {
      const { path } = this.#shelved(row, true);
      const { role, version, since } = row;
      const of = { role, version, isOurs: this.#isOurs(row), ...lookAtFile(path) };
      return { ...of, ...(since !== null && { since }) };
    });
  }

  /**
   * A file takes the place of the live one, which stays as the former one or goes off the shelf with that. Whether the file
   * was still on the shelf: otherwise nothing happens.
   */
  publish(name: string, keepsFormer: boolean): boolean {
    return inTransaction(this.#db, () => {
      const row = this.#rows().find((candidate) => fileName(candidate) === name && candidate.role !== 'live');
      if (row === undefined) return false;
      noteReplaced(this.#shelved(row, true).path, 0);
      this.#makeLive(row.number, keepsFormer);
      return true;
    });
  }

  /** Puts an empty live file in the place of the one that was; answers the old one, the caller's to remove. */
  replaceLive(): ShelvedFile {
    return inTransaction(this.#db, () => {
      const old = this.#find('live') ?? this.#add('live');
      this.#add('live');
      this.#dropRole('former');
      return old;
    });
  }

  /** Takes the former file off the shelf and removes it. */
  forgetFormer(): void {
    this.#dropRole('former');
    this.sweep();
  }

  /** Takes a file off the shelf and removes it. */
  discard(name: string): void {
    this.#db.prepare('DELETE FROM page_files WHERE number = ?').run(numberOf(name));
    this.sweep();
  }

  /** Removes the page files that are not on the shelf: replaced ones, and those of other versions. */
  sweep(): void {
    // In a transaction: a file that is being made stands on no row yet, and its maker holds the shelf until it does.
    inTransaction(this.#db, () => {
      const kept = this.#rows().map(fileName);
      for (const file of readdirSync(this.folder)) {
        const name = /^(pages\.v\d+\.\d+\.db)(-wal|-shm)?$/.exec(file)?.[1];
        if (name !== undefined && !kept.includes(name)) removeIfFree(join(this.folder, file));
      }
    });
  }

  /** Removes what was built ahead and serves by now, or is of older code. */
  sweepAhead(): void {
    removeOver(this.folder, this.pages.version, (row) => this.#isOurs(row));
  }

  close(): void {
    this.#db.close();
  }

  #find(role: PageRole): ShelvedFile | undefined {
    const row = this.#rows().find((candidate) => candidate.role === role && this.#isOurs(candidate));
    return row && this.#shelved(row, true);
  }

  #beginLive(): ShelvedFile {
    return this.#takeUp() ?? this.#bringBack() ?? this.#addLive();
  }

  /** What was built ahead of this start; what served until now stays as former pages. */
  #takeUp(): ShelvedFile | undefined {
    return takeBuilt(
      this.folder,
      (row) => this.#isOurs(row),
      (moveTo) => {
        this.#leaveLive();
        const file = this.#addRow('live');
        moveTo(file.path);
        return file;
      },
    );
  }

  /** Code that comes back finds the pages it had, as far as they were copied. */
  #bringBack(): ShelvedFile | undefined {
    const former = this.#find('former');
    if (former === undefined) return undefined;
    noteReplaced(former.path, 0);
    this.#makeLive(numberOf(former.name), true);
    return this.#find('live');
  }

  /** Pages of other code stay as former ones: it may come back. */
  #addLive(): ShelvedFile {
    this.#leaveLive();
    return this.#add('live');
  }

  #add(role: PageRole): ShelvedFile {
    const file = this.#addRow(role);
    createPageFile(file.path, this.pages);
    return file;
  }

  #addRow(role: PageRole): ShelvedFile {
    this.#dropRole(role);
    const insert = `INSERT INTO page_files (version, definition, role, since) VALUES (?, ?, ?, ${now}) RETURNING ${shelfColumns}`;
    const row = this.#db.prepare(insert).get(this.pages.version, this.#definition, role) as unknown as ShelfRow;
    return this.#shelved(row, false);
  }

  #makeLive(number: number, keepsFormer: boolean): void {
    // Its own row is out of the way first: there is one of each role.
    const [row] = this.#db.prepare('DELETE FROM page_files WHERE number = ? RETURNING version, definition').all(number);
    if (keepsFormer) this.#leaveLive();
    else this.#db.exec(`DELETE FROM page_files WHERE role <> 'building'`);
    const insert = `INSERT INTO page_files (number, version, definition, role, since) VALUES (?, ?, ?, 'live', ${now})`;
    this.#db.prepare(insert).run(number, row?.['version'] ?? null, row?.['definition'] ?? null);
  }

  /** Where no file is live, the former one stays. */
  #leaveLive(): void {
    if (!this.#rows().some(({ role }) => role === 'live')) return;
    this.#dropRole('former');
    this.#db.exec(`UPDATE page_files SET role = 'former', since = ${now} WHERE role = 'live'`);
  }

  #dropRole(role: PageRole): void {
    this.#db.prepare('DELETE FROM page_files WHERE role = ?').run(role);
  }

  #isOurs({ version, definition }: FileRow): boolean {
    return version === this.pages.version && definition === this.#definition;
  }

  #rows(): ShelfRow[] {
    return this.#db.prepare(`SELECT ${shelfColumns} FROM page_files ORDER BY number`).all() as unknown as ShelfRow[];
  }

  #shelved(row: ShelfRow, found: boolean): ShelvedFile {
    const name = fileName(row);
    return { name, path: join(this.folder, name), found };
  }
}

const numberOf = (name: string): number => Number(name.split('.')[2]);

/** Some systems do not remove a file that somebody has open: then the next sweep does. */
function removeIfFree(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && (fault.code === 'EBUSY' || fault.code === 'EPERM'))) throw fault;
  }
}
