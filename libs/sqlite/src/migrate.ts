import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './open-sqlite.js';

/**
 * Brings a file to the newest schema: `migrations[n]` leads from version n to n + 1, in one transaction with the version.
 * Throws what `unknown(found, known)` makes when the file is newer than this code.
 */
export function migrate(
  db: DatabaseSync,
  migrations: readonly string[],
  unknown: (found: number, known: number) => Error,
): void {
  if (schemaVersion(db) === migrations.length) return;
  inTransaction(db, () => {
    // Asked again inside: somebody else may have migrated while this transaction waited.
    const found = schemaVersion(db);
    if (found > migrations.length) throw unknown(found, migrations.length);
    for (const migration of migrations.slice(found)) db.exec(migration);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

/** The schema version a file says it has; 0 for a new one. */
export function schemaVersion(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}
