import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A durable table of envelopes, each triple once; answers the statement that inserts one. */
export function createEnvelopes(db: DatabaseSync): StatementSync {
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  db.exec(`CREATE TABLE envelopes (
    position INTEGER PRIMARY KEY, inbox TEXT NOT NULL, sha256 BLOB NOT NULL, body BLOB NOT NULL, UNIQUE (inbox, sha256)
  ) STRICT`);
  return db.prepare('INSERT OR IGNORE INTO envelopes VALUES (?, ?, ?, ?)');
}
