import { DatabaseSync } from 'node:sqlite';

export interface SqliteOptions {
  /** `FULL`: a commit is on the disk when it returns. `NORMAL`: only for pages, which can be copied again. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly readOnly?: boolean;
  /** Deleted bytes are overwritten (for keys). */
  readonly secureDelete?: boolean;
}

/** Pages of 4 KiB in the write-ahead log before it is copied into the file: 16 MiB, a few milliseconds of copying. */
const checkpointAfterPages = 4096;

/** Opens a file as the desk wants it: write-ahead log, stated durability, and patience with other readers. */
export function openSqlite(
  path: string,
  { synchronous, readOnly = false, secureDelete = false }: SqliteOptions,
): DatabaseSync {
  const db = new DatabaseSync(path, { readOnly });
  db.exec('PRAGMA busy_timeout = 5000');
  if (readOnly) return db;
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}`);
  db.exec(`PRAGMA wal_autocheckpoint = ${checkpointAfterPages}; PRAGMA secure_delete = ${secureDelete ? 'ON' : 'OFF'}`);
  return db;
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

const fullDiskCodes = new Set([13, 778, 1034, 4874]);

/** Whether a fault of SQLite means that there is no space: SQLITE_FULL, or a write, fsync or shm-size error of a full disk. */
export function isFullDisk(fault: unknown): boolean {
  const isObject = typeof fault === 'object' && fault !== null;
  return isObject && 'errcode' in fault && fullDiskCodes.has(Number(fault.errcode));
}
