import { setTimeout as pause } from 'node:timers/promises';
import { openSqlite } from './open-sqlite.js';

/** How often, and how long in all, readers and writers are waited for: 10 s. */
const mostTries = 500;
const betweenTriesMs = 20;

/**
 * Copies the write-ahead log into its file and cuts it to nothing: what was overwritten is then in neither. `false` where
 * somebody went on reading what was there before.
 */
export async function emptyWriteAheadLog(path: string): Promise<boolean> {
  const db = openSqlite(path, { synchronous: 'FULL' });
  try {
    db.exec('PRAGMA busy_timeout = 0');
    for (let tries = 0; tries < mostTries; tries += 1) {
      const { busy } = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() ?? {};
      if (busy === 0) return true;
      await pause(betweenTriesMs);
    }
    return false;
  } finally {
    db.close();
  }
}
