import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-faults.js';

export interface SqliteOptions {
  /** `FULL`: a commit is on the disk when it returns. `NORMAL`: only for pages, which can be copied again. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly readOnly?: boolean;
  /** Deleted bytes are overwritten (for keys). */
  readonly secureDelete?: boolean;
}

/** Pages of 4 KiB in the write-ahead log before it is copied into the file: 16 MiB, a few milliseconds of copying. */
const checkpointAfterPages = 4096;
/** A write-ahead log that a long read made larger than this is cut back afterwards. */
const keptLogBytes = 64 * 1024 * 1024;

const mostTries = 100;
const betweenTriesMs = 20;

/** Opens a file as the desk wants it: write-ahead log, stated durability, and patience with other readers. */
export function openSqlite(
  path: string,
  { synchronous, readOnly = false, secureDelete = false }: SqliteOptions,
): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly, timeout: 5000 });
  if (readOnly) return db;
  try {
    keepWriteAheadLog(db);
    db.exec(`PRAGMA synchronous = ${synchronous}`);
    db.exec(`PRAGMA wal_autocheckpoint = ${checkpointAfterPages}; PRAGMA journal_size_limit = ${keptLogBytes}`);
    db.exec(`PRAGMA secure_delete = ${secureDelete ? 'ON' : 'OFF'}`);
  } catch (fault) {
    db.close();
    throw fault;
  }
  return db;
}

/**
 * A new file is switched to its write-ahead log once. SQLite does not wait for others who open it in the same moment
 * (it fails, or quietly stays as it was), so we do: whoever comes second finds it switched.
 */
function keepWriteAheadLog(db: DatabaseSync): void {
  for (let tries = 1; !hasWriteAheadLog(db, tries === mostTries); tries += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, betweenTriesMs);
  }
}

/** Whether the file is switched by now; the last try throws what stands in the way. */
function hasWriteAheadLog(db: DatabaseSync, isLastTry: boolean): boolean {
  try {
    const { journal_mode: mode } = db.prepare('PRAGMA journal_mode = WAL').get() ?? {};
    if (mode !== 'wal' && isLastTry) throw new Error('the file cannot be given a write-ahead log');
    return mode === 'wal';
  } catch (fault) {
    if (!isBusy(fault) || isLastTry) throw fault;
    return false;
  }
}

/** Runs `work` in one transaction: all of it or nothing. */
export function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (fault) {
    // A full disk may have rolled back already; a second ROLLBACK would hide the first fault.
    if (db.isTransaction) db.exec('ROLLBACK');
    throw fault;
  }
}
