import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Snapshot, Snapshots } from '../snapshots.port.js';
import type { DeskWriter } from './desk-writer.js';

/** States of long streams, in a table of desk.db. */
export class SqliteSnapshots implements Snapshots {
  private readonly ofStream: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.ofStream = db.prepare('SELECT stream, version, hash, code, bytes FROM snapshots WHERE stream = ?');
  }

  async find(stream: string): Promise<Snapshot | undefined> {
    const row = this.ofStream.get(stream);
    return row && ({ ...row } as unknown as Snapshot);
  }

  keep({ stream, version, hash, code, bytes }: Snapshot): Promise<void> {
    const own = { hash: new Uint8Array(hash), bytes: new Uint8Array(bytes) };
    return this.writer.write('keepSnapshot', [{ stream, version, code, ...own }], bytes.length);
  }

  async drop(streams: readonly string[]): Promise<void> {
    if (streams.length > 0) await this.writer.write('dropSnapshots', [streams]);
  }
}
