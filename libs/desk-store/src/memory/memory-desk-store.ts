import type { DeskStore } from '../desk-store.port.js';
import { MemoryInboundLog } from './memory-inbound-log.js';
import { MemoryKeptStates } from './memory-kept-states.js';
import { MemoryOutboxRoom } from './memory-outbox-room.js';
import {
  MemoryApiKeys,
  MemoryCheckpoints,
  MemoryCommandResults,
  MemoryDeskFacts,
  MemoryLeases,
  MemoryNumbers,
} from './memory-rooms.js';
import { MemoryRelayRoom } from './memory-relay-room.js';
import { MemorySequencerStore } from './memory-sequencer-store.js';
import { MemorySnapshots } from './memory-snapshots.js';
import { MemoryWebhookRoom } from './memory-webhook-room.js';

/** The desk store for unit tests: nothing outlives the process. */
export class MemoryDeskStore implements DeskStore {
  readonly inbound = new MemoryInboundLog();
  readonly leases = new MemoryLeases();
  readonly sequencer = new MemorySequencerStore((lease) => this.leases.epochInForce(lease));
  readonly results = new MemoryCommandResults();
  readonly keys = new MemoryApiKeys();
  readonly numbers = new MemoryNumbers();
  readonly checkpoints = new MemoryCheckpoints();
  readonly facts = new MemoryDeskFacts();
  readonly inboxes = new MemoryKeptStates();
  readonly agents = new MemoryKeptStates();
  readonly snapshots = new MemorySnapshots();
  readonly outbox = new MemoryOutboxRoom(this.checkpoints, (lease) => this.leases.epochInForce(lease));
  readonly webhooks = new MemoryWebhookRoom((lease) => this.leases.epochInForce(lease));
  readonly relay = new MemoryRelayRoom((lease) => this.leases.epochInForce(lease));

  async close(): Promise<void> {
    this.inbound.close();
  }
}
