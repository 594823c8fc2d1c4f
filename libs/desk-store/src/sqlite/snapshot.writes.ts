import type { DatabaseSync } from 'node:sqlite';
import type { Snapshot } from '../snapshots.port.js';

/** Writes of the room for states of long streams. */
export interface SnapshotWrites {
  keepSnapshot(snapshot: Snapshot): void;
  dropSnapshots(streams: readonly string[]): void;
}

export function snapshotWrites(db: DatabaseSync): SnapshotWrites {
  const keep = db.prepare(
    'INSERT OR REPLACE INTO snapshots (stream, version, hash, code, bytes) VALUES (?, ?, ?, ?, ?)',
  );
  const drop = db.prepare('DELETE FROM snapshots WHERE stream = ?');
  return {
    keepSnapshot({ stream, version, hash, code, bytes }) {
      keep.run(stream, version, hash, code, bytes);
    },
    dropSnapshots(streams) {
      for (const stream of streams) drop.run(stream);
    },
  };
}
