import type { InboundWrites } from './inbound.writes.js';
import type { OutboxWrites } from './outbox.writes.js';
import type { RelayWrites } from './relay.writes.js';
import type { RoomWrites } from './room.writes.js';
import type { SequencerWrites } from './sequencer.writes.js';
import type { SnapshotWrites } from './snapshot.writes.js';
import type { WebhookWrites } from './webhook.writes.js';

/** Everything the one writer thread can be asked for. */
export interface DeskWrites
  extends InboundWrites, SequencerWrites, RoomWrites, SnapshotWrites, OutboxWrites, WebhookWrites, RelayWrites {}

/** One of them with its arguments, as it crosses the thread. */
export interface DeskRequest {
  readonly write: keyof DeskWrites;
  readonly given: readonly unknown[];
}

/** What the worker is started with. */
export interface DeskWorkerData {
  readonly path: string;
  /** Names that gather in memory before they are written as one sorted run. */
  readonly namesInRun: number;
}
