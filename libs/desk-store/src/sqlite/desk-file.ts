import type { DatabaseSync } from 'node:sqlite';
import { migrate, openSqlite } from '#sqlite';
import { DeskSchemaUnknown } from '../desk-store.errors.js';
import { migrations } from './schema.js';

/** Kibibytes of pages the writer keeps in memory: the index in random order is worth it. */
const writerCache = 64 * 1024;

/** Opens desk.db for writing and brings it to the newest schema. Errors: `DeskSchemaUnknown`. */
export function openDeskFile(path: string): DatabaseSync {
  const db = openSqlite(path, { synchronous: 'FULL' });
  try {
    migrate(db, migrations, (found, known) => new DeskSchemaUnknown(found, known));
  } catch (fault) {
    db.close();
    throw fault;
  }
  db.exec(`PRAGMA cache_size = -${writerCache}`);
  return db;
}
