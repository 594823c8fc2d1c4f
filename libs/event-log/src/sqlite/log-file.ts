import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { isDamage, messageOf, migrate, openSqlite, schemaVersion } from '#sqlite';
import { LogSchemaUnknown, LogUnavailable, NotALog } from '../event-log.errors.js';
import { logApplicationId, logMigrations } from './log-schema.js';

/** Makes the file where there is none, and brings an older one to the newest schema. Errors: `LogSchemaUnknown`, `NotALog`. */
export function prepareLogFile(path: string): void {
  const db = openChecked(path, false);
  try {
    migrate(db, logMigrations, (found, known) => new LogSchemaUnknown(found, known));
  } finally {
    db.close();
  }
}

/** What a reader remembers of the file, in KiB: it mostly reads the end, each event once, and every thread has a reader. */
const readerCacheKib = 512;

/** Opens an existing log for reading. Errors: `LogUnavailable` where there is none, `LogSchemaUnknown`, `NotALog`. */
export function openLogForReading(path: string): DatabaseSync {
  if (!existsSync(path)) throw new LogUnavailable(`there is no log at ${path}`);
  const db = openChecked(path, true);
  const found = schemaVersion(db);
  db.exec(`PRAGMA cache_size = -${readerCacheKib}`);
  if (found === logMigrations.length) return db;
  db.close();
  throw new LogSchemaUnknown(found, logMigrations.length);
}

/** Somebody may have given the path of another file: it is left as it is. */
function openChecked(path: string, readOnly: boolean): DatabaseSync {
  const db = openOrRefuse(path, readOnly);
  if (isEmpty(db) || applicationId(db) === logApplicationId) return db;
  db.close();
  throw new NotALog(path);
}

function openOrRefuse(path: string, readOnly: boolean): DatabaseSync {
  try {
    const db = openSqlite(path, { synchronous: 'FULL', readOnly });
    applicationId(db);
    return db;
  } catch (fault) {
    throw isDamage(fault) ? new NotALog(path) : new LogUnavailable(messageOf(fault));
  }
}

const applicationId = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA application_id').get()?.['application_id']);

const isEmpty = (db: DatabaseSync): boolean => db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;
