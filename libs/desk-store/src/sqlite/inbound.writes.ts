import type { DatabaseSync } from 'node:sqlite';
import { unpackEnvelopes } from './envelope-batch.js';
import type { EnvelopeBatch, PackedEnvelope, ReceiptBatch } from './envelope-batch.js';
import { eraseEnvelope } from './erase-envelope.js';
import { envelopeName } from '../envelope-name.js';
import type { EnvelopeNames } from './envelope-names.js';

export interface InboundWrites {
  keepEnvelopes(batch: EnvelopeBatch): ReceiptBatch;
  raiseInbound(atLeast: number): void;
  eraseEnvelopes(positions: readonly number[]): void;
}

/** The inbound log as the writer thread writes it: rows are only ever added at the end, and overwritten in place. */
export function inboundWrites(db: DatabaseSync, names: EnvelopeNames): InboundWrites {
  const insert = db.prepare(`
    INSERT INTO inbound (position, lane, inbox, native_id, sha256, content_type, received_at, size, context, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  const erase = eraseEnvelope(db);

  function insertEnvelope(position: number, envelope: PackedEnvelope): number {
    const { lane, inbox, nativeId, sha256, contentType, receivedAt, size, context, body } = envelope;
    const id = nativeId === '' ? null : nativeId;
    insert.run(position, lane, inbox, id, sha256, contentType, receivedAt, size, context, body);
    return position;
  }

  function keepEnvelope(envelope: PackedEnvelope, receipts: ReceiptBatch): void {
    const { inbox, nativeId, sha256 } = envelope;
    const name = envelopeName(inbox, nativeId === '' ? sha256.toString('hex') : nativeId, sha256, 0);
    const { position, idKnown } = names.find(name);
    receipts.positions.push(position ?? insertEnvelope(names.nextPosition, envelope));
    receipts.repeated.push(position !== undefined);
    receipts.sameIdOtherBytes.push(position === undefined && idKnown);
    if (position === undefined) names.add(name);
  }

  return {
    keepEnvelopes(batch) {
      names.catchUp();
      const receipts: ReceiptBatch = { positions: [], repeated: [], sameIdOtherBytes: [] };
      unpackEnvelopes(batch, (envelope) => keepEnvelope(envelope, receipts));
      return receipts;
    },
    raiseInbound(atLeast) {
      names.catchUp();
      names.raise(atLeast);
    },
    eraseEnvelopes(positions) {
      for (const position of positions) erase(position);
    },
  };
}
