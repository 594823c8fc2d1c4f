import type { DatabaseSync } from 'node:sqlite';
import { migrate, openSqlite } from '#sqlite';
import { DeskSchemaUnknown } from '../desk-store.errors.js';
import { migrations } from './schema.js';

/**
 * Kibibytes of pages the writer keeps in memory: the inner pages of its indexes, and all that one commit changes. Their
 * leaves are met in random order; of millions, four times as much memory keeps too few to be felt (measured).
 */
const writerCache = 4 * 1024;

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
