import type { DatabaseSync } from 'node:sqlite';
import { WriteRefused } from '#sqlite';
import { writePublished } from '../published-last.js';
import { relayLease } from '../relay-room.port.js';
import type { RelayPlace } from '../relay-room.port.js';

/** The refusal of a relay's write under an epoch that is no longer in force, or from a place where it does not stand. */
export const relayLeaseLost = 'relay-lease-lost';

/** Writes of the relay. */
export interface RelayWrites {
  advanceRelay(leaseEpoch: number, topic: string, from: bigint, to: RelayPlace): void;
  forgetRelay(topic: string): void;
}

export function relayWrites(db: DatabaseSync): RelayWrites {
  const epochInForce = db.prepare(`SELECT epoch FROM leases WHERE name = '${relayLease}' AND holder <> ''`);
  const place = db.prepare('SELECT position FROM relay_places WHERE topic = ?');
  place.setReadBigInts(true);
  const move = db.prepare(`
    INSERT OR REPLACE INTO relay_places (topic, epoch, position, hash, partitions) VALUES (?, ?, ?, ?, ?)`);
  const forget = db.prepare('DELETE FROM relay_places WHERE topic = ?');
  return {
    advanceRelay(leaseEpoch, topic, from, { epoch, position, hash, partitions }) {
      const isOurs = epochInForce.get()?.['epoch'] === leaseEpoch;
      if (!isOurs || (place.get(topic)?.['position'] ?? 0n) !== from)
        throw new WriteRefused(relayLeaseLost, 'another relay is at work');
      move.run(topic, epoch, position, hash, writePublished(partitions));
    },
    forgetRelay(topic) {
      forget.run(topic);
    },
  };
}
