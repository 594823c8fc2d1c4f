import type { DatabaseSync } from 'node:sqlite';
import { bytesOf, envelopeName } from '../envelope-name.js';

interface NamedRow {
  readonly inbox: string;
  readonly native_id: string | null;
  readonly sha256: Uint8Array;
}

/**
 * Overwrites envelopes, one by one. Every column keeps its length, so that the row is written over where it lies: a row
 * that shrank would be moved, and leave copies of its neighbours behind. An erased one is known by a sha256 of zeros.
 */
export function eraseEnvelope(db: DatabaseSync): (position: number) => void {
  const find = db.prepare('SELECT inbox, native_id, sha256 FROM inbound WHERE position = ?');
  const keepName = db.prepare('INSERT INTO inbound_erased (position, name) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const blank = (column: string) => `${column} = CAST(zeroblob(length(CAST(${column} AS BLOB))) AS TEXT)`;
  const overwrite = db.prepare(`
    UPDATE inbound SET ${blank('native_id')}, ${blank('content_type')}, ${blank('context')},
      sha256 = zeroblob(32), body = zeroblob(length(body))
    WHERE position = ?`);
  return (position) => {
    const row = find.get(position) as NamedRow | undefined;
    if (!row) return;
    const digest = Buffer.from(row.sha256);
    const name = envelopeName(row.inbox, row.native_id ?? digest.toString('hex'), digest, 0);
    if (keepName.run(position, bytesOf(name)).changes === 1) overwrite.run(position);
  };
}
