import { workerData } from 'node:worker_threads';
import { commitAnnouncer, serveWrites } from '#sqlite';
import { openDeskFile } from './desk-file.js';
import type { DeskRequest, DeskWorkerData, DeskWrites } from './desk-writes.js';
import type { ReceiptBatch } from './envelope-batch.js';
import { EnvelopeNames } from './envelope-names.js';
import { inboundWrites } from './inbound.writes.js';
import { outboxWrites } from './outbox.writes.js';
import { relayWrites } from './relay.writes.js';
import { roomWrites } from './room.writes.js';
import { sequencerWrites } from './sequencer.writes.js';
import { snapshotWrites } from './snapshot.writes.js';
import { webhookWrites } from './webhook.writes.js';

const { path, namesInRun } = workerData as DeskWorkerData;
const db = openDeskFile(path);
const names = new EnvelopeNames(db, namesInRun);
const announce = commitAnnouncer(path);
/** Whether the group under way keeps envelopes: the intake need not be woken by its own commits. */
let keepsEnvelopes = false;
const writes: DeskWrites = {
  ...inboundWrites(db, names),
  ...sequencerWrites(db),
  ...roomWrites(db),
  ...snapshotWrites(db),
  ...outboxWrites(db),
  ...webhookWrites(db),
  ...relayWrites(db),
};

serveWrites<DeskRequest, unknown>({
  db,
  apply: ({ write, given }) => {
    keepsEnvelopes ||= write === 'keepEnvelopes';
    return (writes[write] as (...given: readonly unknown[]) => unknown)(...given);
  },
  sizeOf: ({ write }, reply) => (write === 'keepEnvelopes' ? (reply as ReceiptBatch).positions.length : 0),
  committed: () => {
    if (keepsEnvelopes) announce();
    keepsEnvelopes = false;
  },
  rolledBack: () => names.doubt(),
});
