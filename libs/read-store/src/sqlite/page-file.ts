import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { inTransaction, openSqlite } from '#sqlite';
import type { PageMark } from '../read-store.port.js';
import type { PageSet } from '../table.port.js';
import { createTable } from './table-statements.js';

/** Beside the tables every page file holds one row: how far it was copied, and whether another file took its place (1). */
const markTable = `
CREATE TABLE page_mark (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  position INTEGER NOT NULL,
  hash BLOB NOT NULL,
  replaced INTEGER NOT NULL
)`;

/**
 * Memory for pages of the file, in KiB: the inner nodes and the warmest leaves of a large desk. More makes nothing
 * faster: what is not here is in the system's own memory.
 */
const cacheKib = 4 * 1024;

/** Makes an empty page file. What an interrupted attempt left there is kept as it is: it was made in one transaction. */
export function createPageFile(path: string, { tables }: PageSet): void {
  const db = openPageFile(path);
  try {
    inTransaction(db, () => {
      if (db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'page_mark'`).get()) return;
      for (const table of tables) db.exec(createTable(table));
      tuneWords(db, tables);
      db.exec(`${markTable}; INSERT INTO page_mark VALUES (1, 0, x'', 0)`);
    });
  } finally {
    db.close();
  }
}

/**
 * Opens a page file for writing. `synchronous=NORMAL` is enough: after the machine loses power the last commits may be
 * missing, but never half of one, and the mark is missing with its rows; what is missing is copied from the log again.
 */
export function openPageFile(path: string): DatabaseSync {
  const db = openSqlite(path, { synchronous: 'NORMAL' });
  db.exec(`PRAGMA cache_size = -${cacheKib}; PRAGMA temp_store = MEMORY`);
  return db;
}

/** As much of a page file as SQLite maps at most: two gigabytes. */
const mappedBytes = 2 ** 31 - 2 ** 16;

/**
 * Opens a page file for questions. Rows that hold bytes are long, and many of them are read at once: they are taken from
 * where the system holds the file, without being copied page by page.
 */
export function openForQuestions(path: string, { tables }: PageSet): DatabaseSync {
  const db = openSqlite(path, { synchronous: 'NORMAL', readOnly: true });
  const holdsBytes = tables.some(({ columns }) => Object.values(columns).some(({ form }) => form === 'blob'));
  if (holdsBytes) db.exec(`PRAGMA mmap_size = ${mappedBytes}`);
  return db;
}

/**
 * Notes that another file took the place of this one (1), or that it is back in its place (0). Durable, for a file that is
 * asked and says that it was replaced would send whoever asks in circles.
 */
export function noteReplaced(path: string, replaced: 0 | 1): void {
  const db = openPageFile(path);
  try {
    db.exec('PRAGMA synchronous = FULL');
    db.prepare('UPDATE page_mark SET replaced = ? WHERE replaced <> ?').run(replaced, replaced);
  } finally {
    db.close();
  }
}

/**
 * Copies into a page file what waits beside it: nothing of it lies elsewhere then, and it may be moved. `false` where
 * somebody still reads it.
 */
export function closeUp(path: string): boolean {
  const db = openPageFile(path);
  db.exec('PRAGMA synchronous = FULL');
  const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {};
  db.close();
  return busy === 0 && !existsSync(`${path}-wal`);
}

/** How far a page file was copied, and what it takes, with what waits beside it to be copied into it. */
export function lookAtFile(path: string): { readonly mark: PageMark; readonly bytes: number } {
  const db = openSqlite(path, { synchronous: 'NORMAL', readOnly: true });
  try {
    const sizes = ['', '-wal'].map((end) => statSync(path + end, { throwIfNoEntry: false })?.size ?? 0);
    return { mark: readMark(db), bytes: sizes.reduce((sum, size) => sum + size) };
  } finally {
    db.close();
  }
}

/** How far a page file was copied. */
export function readMark(db: DatabaseSync): PageMark {
  const { position, hash } = db.prepare('SELECT position, hash FROM page_mark').get() as unknown as MarkRow;
  return { position: BigInt(position), hash };
}
interface MarkRow {
  readonly position: number;
  readonly hash: Uint8Array;
}

/** Words of many small commits are merged in fewer, larger steps than SQLite would: writing is worth more here than looking up. */
function tuneWords(db: DatabaseSync, tables: PageSet['tables']): void {
  for (const { name } of tables.filter(({ kind }) => kind === 'words')) {
    db.exec(`INSERT INTO "${name}" ("${name}", rank) VALUES ('automerge', 8), ('crisismerge', 32)`);
  }
}
