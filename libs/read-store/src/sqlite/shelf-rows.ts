import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { migrate, openSqlite, schemaVersion } from '#sqlite';
import { PagesOfNewerCode } from '../read-store.errors.js';
import type { PageRole } from '../read-store.port.js';

const migrations = [
  `CREATE TABLE IF NOT EXISTS page_files (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     version INTEGER NOT NULL,
     definition TEXT NOT NULL,
     role TEXT NOT NULL CHECK (role IN ('live', 'building'))
   )`,
  `ALTER TABLE page_files RENAME TO files_of_two_roles;
   CREATE TABLE page_files (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     version INTEGER NOT NULL,
     definition TEXT NOT NULL,
     role TEXT NOT NULL UNIQUE CHECK (role IN ('live', 'building', 'former')),
     since TEXT
   );
   INSERT INTO page_files (number, version, definition, role)
     SELECT number, version, definition, role FROM files_of_two_roles;
   DROP TABLE files_of_two_roles`,
];

/** What stands on a shelf of any version about a page file. */
export interface FileRow {
  readonly number: number;
  readonly version: number;
  readonly definition: string;
  readonly role: PageRole;
}
export interface ShelfRow extends FileRow {
  readonly since: string | null;
}

/** The columns of a `FileRow`; those of a `ShelfRow`. */
const fileColumns = 'number, version, definition, role';
export const shelfColumns = `${fileColumns}, since`;

const unknown = (found: number, known: number) => new PagesOfNewerCode(found, known);
const shelfPath = (folder: string): string => join(folder, 'pages.db');

/** Opens the shelf of a folder, made or migrated where it has to be. Errors: `PagesOfNewerCode`. */
export function openShelf(folder: string): DatabaseSync {
  const db = openSqlite(shelfPath(folder), { synchronous: 'FULL' });
  migrate(db, migrations, unknown);
  return db;
}

/**
 * Reads the shelf of a folder and changes nothing: nothing is made or migrated, so that code of an older version may be at
 * work with it. Errors: `PagesOfNewerCode`.
 */
export function readShelf(folder: string): readonly FileRow[] {
  if (!existsSync(shelfPath(folder))) return [];
  const db = openSqlite(shelfPath(folder), { synchronous: 'FULL', readOnly: true });
  try {
    const found = schemaVersion(db);
    if (found > migrations.length) throw unknown(found, migrations.length);
    // Another process may just be making it.
    if (found === 0) return [];
    return db.prepare(`SELECT ${fileColumns} FROM page_files ORDER BY number`).all() as unknown as FileRow[];
  } finally {
    db.close();
  }
}

export const fileName = ({ version, number }: FileRow): string => `pages.v${version}.${number}.db`;
