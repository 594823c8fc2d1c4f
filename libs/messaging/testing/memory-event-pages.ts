import { PlaceMoved } from '../src/index.js';
import type { EventBatch, EventPages, PartitionPlace } from '../src/index.js';

/** Pages that only write down which events they were given, and a place for each partition, moved by compare and set. */
export class MemoryEventPages implements EventPages {
  readonly places = new Map<number, PartitionPlace>();
  /** Positions in the order they were applied, by partition. */
  readonly applied = new Map<number, bigint[]>();
  /** What was applied, by stream. */
  readonly streams = new Map<string, string[]>();

  async place(partition: number): Promise<PartitionPlace | undefined> {
    return this.places.get(partition);
  }

  async apply({ partition, events, from, to }: EventBatch): Promise<void> {
    const place = this.places.get(partition);
    if (place?.epoch !== from?.epoch || place?.position !== from?.position) throw new PlaceMoved(partition);
    this.places.set(partition, to);
    this.applied.set(partition, [...(this.applied.get(partition) ?? []), ...events.map(({ position }) => position)]);
    for (const { stream, id } of events) this.streams.set(stream, [...(this.streams.get(stream) ?? []), id]);
  }

  /** Every position that was applied, in log order; one that was applied twice stands there twice. */
  get positions(): readonly bigint[] {
    return [...this.applied.values()].flat().sort((one, other) => (one < other ? -1 : 1));
  }

  /** Forgets what was applied behind a position, as a store that was put back from a backup. */
  putBack(to: PartitionPlace): void {
    for (const [partition, positions] of this.applied) {
      this.applied.set(
        partition,
        positions.filter((position) => position <= to.position),
      );
      this.places.set(partition, to);
    }
  }
}
