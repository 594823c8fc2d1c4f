import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { readPublished } from '../published-last.js';
import type { RelayPlace, RelayRoom } from '../relay-room.port.js';
import type { DeskWriter } from './desk-writer.js';

/** Places of the relay on desk.db: written by the writer thread, read here. */
export class SqliteRelayRoom implements RelayRoom {
  private readonly byTopic: StatementSync;

  constructor(
    db: DatabaseSync,
    private readonly writer: DeskWriter,
  ) {
    this.byTopic = db.prepare('SELECT epoch, position, hash, partitions FROM relay_places WHERE topic = ?');
    this.byTopic.setReadBigInts(true);
  }

  async place(topic: string): Promise<RelayPlace | undefined> {
    const row = this.byTopic.get(topic) as
      { readonly epoch: bigint; readonly position: bigint; readonly hash: Uint8Array; readonly partitions: string } | undefined; // prettier-ignore
    if (!row) return undefined;
    const { epoch, position, hash, partitions } = row;
    return { epoch: Number(epoch), position, hash, partitions: readPublished(partitions) };
  }

  advance(leaseEpoch: number, topic: string, from: bigint, to: RelayPlace): Promise<void> {
    // A hash may be a view into a page of events; a copy keeps the page on this side of the thread.
    return this.writer.write('advanceRelay', [leaseEpoch, topic, from, { ...to, hash: new Uint8Array(to.hash) }]);
  }

  forget(topic: string): Promise<void> {
    return this.writer.write('forgetRelay', [topic]);
  }
}
