import type { Snapshot, Snapshots } from '../snapshots.port.js';

export class MemorySnapshots implements Snapshots {
  private readonly byStream = new Map<string, Snapshot>();

  async find(stream: string): Promise<Snapshot | undefined> {
    return this.byStream.get(stream);
  }

  async keep(snapshot: Snapshot): Promise<void> {
    this.byStream.set(snapshot.stream, snapshot);
  }

  async drop(streams: readonly string[]): Promise<void> {
    for (const stream of streams) this.byStream.delete(stream);
  }
}
