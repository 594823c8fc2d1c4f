import { statement } from '#postgres';
import { LeaseLost } from '../desk-store.errors.js';
import { readPublished, writePublished } from '../published-last.js';
import { relayLease } from '../relay-room.port.js';
import type { RelayPlace, RelayRoom } from '../relay-room.port.js';
import type { DeskDatabase } from './desk-database.js';

const byTopic = statement('SELECT epoch, position, hash, partitions FROM relay_places WHERE topic = $1');
// The first place is made, later ones are moved from where they stand; what stands elsewhere moves nothing.
const advance = statement(`
  WITH moved AS (
    INSERT INTO relay_places (topic, epoch, position, hash, partitions)
    SELECT $2, $4, $5, $6, $7 WHERE $3::bigint = 0 OR EXISTS (SELECT FROM relay_places WHERE topic = $2)
    ON CONFLICT (topic) DO UPDATE SET
      epoch = excluded.epoch, position = excluded.position, hash = excluded.hash, partitions = excluded.partitions
    WHERE relay_places.position = $3::bigint
    RETURNING topic
  )
  SELECT hold_lease('${relayLease}', $1), EXISTS (SELECT FROM moved) AS moved`);
const forget = statement('DELETE FROM relay_places WHERE topic = $1');

interface PlaceRow {
  readonly epoch: number;
  readonly position: bigint;
  readonly hash: Buffer;
  readonly partitions: string;
}

/** Places of the relay in the desk's schema. */
export class PostgresRelayRoom implements RelayRoom {
  constructor(private readonly database: DeskDatabase) {}

  async place(topic: string): Promise<RelayPlace | undefined> {
    const row = await this.database.row<PlaceRow>(byTopic, [topic]);
    return row && { ...row, hash: new Uint8Array(row.hash), partitions: readPublished(row.partitions) };
  }

  async advance(leaseEpoch: number, topic: string, from: bigint, to: RelayPlace): Promise<void> {
    const { epoch, position, hash, partitions } = to;
    const values = [leaseEpoch, topic, from, epoch, position, Buffer.from(hash), writePublished(partitions)];
    const row = await this.database.inTurn<{ readonly moved: boolean }>(advance, values);
    if (!row?.moved) throw new LeaseLost(relayLease);
  }

  async forget(topic: string): Promise<void> {
    await this.database.inTurn(forget, [topic]);
  }
}
