import { LeaseLost } from '../desk-store.errors.js';
import { relayLease } from '../relay-room.port.js';
import type { RelayPlace, RelayRoom } from '../relay-room.port.js';

/** Places of the relay as one map. */
export class MemoryRelayRoom implements RelayRoom {
  private readonly places = new Map<string, RelayPlace>();

  constructor(private readonly epochInForce: (lease: string) => number | undefined) {}

  async place(topic: string): Promise<RelayPlace | undefined> {
    return this.places.get(topic);
  }

  async advance(leaseEpoch: number, topic: string, from: bigint, to: RelayPlace): Promise<void> {
    const isOurs = this.epochInForce(relayLease) === leaseEpoch;
    if (!isOurs || (this.places.get(topic)?.position ?? 0n) !== from) throw new LeaseLost(relayLease);
    this.places.set(topic, to);
  }

  async forget(topic: string): Promise<void> {
    this.places.delete(topic);
  }
}
