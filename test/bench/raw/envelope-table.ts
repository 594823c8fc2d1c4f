import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** One envelope on its way to the table. */
export interface Row {
  /** '' where the sha256 stands for it. */
  readonly nativeId: string;
  readonly sha256: Uint8Array;
  readonly body: Uint8Array;
}
/** What became of it. */
export interface Kept {
  readonly position: number;
  /** The same triple was there before: nothing changed. */
  readonly repeated: boolean;
}

/** A durable table of envelopes, each triple (inbox, native id, sha256) once. */
export class EnvelopeTable {
  private readonly insert: StatementSync;
  private readonly find: StatementSync;

  constructor(private readonly db: DatabaseSync) {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    db.exec(`CREATE TABLE envelopes (
      position INTEGER PRIMARY KEY, inbox TEXT NOT NULL, native_id TEXT NOT NULL, sha256 BLOB NOT NULL, body BLOB NOT NULL,
      UNIQUE (inbox, native_id, sha256)
    ) STRICT`);
    this.insert = db.prepare('INSERT OR IGNORE INTO envelopes VALUES (NULL, ?, ?, ?, ?)');
    this.find = db.prepare('SELECT position FROM envelopes WHERE inbox = ? AND native_id = ? AND sha256 = ?');
  }

  /** All rows in one durable transaction. */
  keep(inbox: string, rows: readonly Row[]): readonly Kept[] {
    this.db.exec('BEGIN IMMEDIATE');
    const kept = rows.map(({ nativeId, sha256, body }): Kept => {
      const { changes, lastInsertRowid } = this.insert.run(inbox, nativeId, sha256, body);
      if (changes === 1) return { position: Number(lastInsertRowid), repeated: false };
      return { position: Number(this.find.get(inbox, nativeId, sha256)?.['position']), repeated: true };
    });
    this.db.exec('COMMIT');
    return kept;
  }
}
