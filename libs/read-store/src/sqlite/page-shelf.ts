import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction, openSqlite } from '#sqlite';
import type { PageCopy } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { createPageFile, readMark } from './page-file.js';
import { definitionDigest } from './table-statements.js';

const schema = `
CREATE TABLE IF NOT EXISTS page_files (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('live', 'building'))
)`;
const columns = 'number, version, definition, role';

interface ShelfRow {
  readonly number: number;
  readonly version: number;
  readonly definition: string;
  readonly role: 'live' | 'building';
}

/** A page file on the shelf. */
export interface ShelvedFile {
  readonly name: string;
  readonly path: string;
  /** It stood there before. */
  readonly found: boolean;
}

/**
 * Says which page file is live and which is being built: `pages.db` in the folder, a database of two rows whose
 * transactions (`synchronous=FULL`) make the flip atomic, durable and safe between threads and processes.
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
    this.#db = openSqlite(join(folder, 'pages.db'), { synchronous: 'FULL' });
    inTransaction(this.#db, () => this.#db.exec(schema));
  }

  /** The live file of this version; an empty one where there is none. */
  live(): ShelvedFile {
    return this.#find('live') ?? inTransaction(this.#db, () => this.#find('live') ?? this.#add('live'));
  }

  /** The file being built; an empty one where there is none. */
  building(): ShelvedFile {
    return this.#find('building') ?? inTransaction(this.#db, () => this.#find('building') ?? this.#add('building'));
  }

  /** Every file on the shelf, in the order they were begun. */
  copies(): readonly PageCopy[] {
    return this.#rows().map((row) => {
      const file = openSqlite(this.#shelved(row, true).path, { synchronous: 'NORMAL', readOnly: true });
      try {
        return { role: row.role, version: row.version, isOurs: this.#isOurs(row), position: readMark(file).position };
      } finally {
        file.close();
      }
    });
  }

  /** What is being built becomes live. The old file is the caller's to remove. */
  publish(name: string): void {
    inTransaction(this.#db, () => {
      this.#db.prepare(`DELETE FROM page_files WHERE role = 'live'`).run();
      this.#db.prepare(`UPDATE page_files SET role = 'live' WHERE number = ?`).run(numberOf(name));
    });
  }

  /** Puts an empty live file in the place of the one that was; answers the old one, the caller's to remove. */
  replaceLive(): ShelvedFile {
    return inTransaction(this.#db, () => {
      const old = this.#find('live') ?? this.#add('live');
      this.#add('live');
      return old;
    });
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

  close(): void {
    this.#db.close();
  }

  #find(role: ShelfRow['role']): ShelvedFile | undefined {
    const row = this.#rows().find((candidate) => candidate.role === role && this.#isOurs(candidate));
    return row && this.#shelved(row, true);
  }

  #add(role: ShelfRow['role']): ShelvedFile {
    this.#db.prepare('DELETE FROM page_files WHERE role = ?').run(role);
    const insert = `INSERT INTO page_files (version, definition, role) VALUES (?, ?, ?) RETURNING ${columns}`;
    const row = this.#db.prepare(insert).get(this.pages.version, this.#definition, role) as unknown as ShelfRow;
    const file = this.#shelved(row, false);
    createPageFile(file.path, this.pages);
    return file;
  }

  #isOurs({ version, definition }: ShelfRow): boolean {
    return version === this.pages.version && definition === this.#definition;
  }

  #rows(): ShelfRow[] {
    return this.#db.prepare(`SELECT ${columns} FROM page_files`).all() as unknown as ShelfRow[];
  }

  #shelved(row: ShelfRow, found: boolean): ShelvedFile {
    const name = fileName(row);
    return { name, path: join(this.folder, name), found };
  }
}

const fileName = ({ version, number }: ShelfRow): string => `pages.v${version}.${number}.db`;
const numberOf = (name: string): number => Number(name.split('.')[2]);

/** Some systems do not remove a file that somebody has open: then the next sweep does. */
function removeIfFree(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && (fault.code === 'EBUSY' || fault.code === 'EPERM'))) throw fault;
  }
}
