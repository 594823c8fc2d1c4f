import { statement } from '#postgres';
import type { Snapshot, Snapshots } from '../snapshots.port.js';
import type { DeskDatabase } from './desk-database.js';

const ofStream = statement('SELECT stream, version, hash, code, bytes FROM snapshots WHERE stream = $1');
const keep = statement(`
  INSERT INTO snapshots (stream, version, hash, code, bytes) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (stream) DO UPDATE SET
    version = excluded.version, hash = excluded.hash, code = excluded.code, bytes = excluded.bytes`);
const drop = statement('DELETE FROM snapshots WHERE stream = ANY($1)');

interface SnapshotRow extends Omit<Snapshot, 'version'> {
  readonly version: bigint;
}

/** States of long streams, in the desk's schema. */
export class PostgresSnapshots implements Snapshots {
  constructor(private readonly database: DeskDatabase) {}

  async find(stream: string): Promise<Snapshot | undefined> {
    const row = await this.database.row<SnapshotRow>(ofStream, [stream]);
    return row && { ...row, version: Number(row.version) };
  }

  async keep({ stream, version, hash, code, bytes }: Snapshot): Promise<void> {
    await this.database.inTurn(keep, [stream, version, Buffer.from(hash), code, Buffer.from(bytes)]);
  }

  async drop(streams: readonly string[]): Promise<void> {
    await this.database.inTurn(drop, [streams]);
  }
}
