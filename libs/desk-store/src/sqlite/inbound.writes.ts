import type { DatabaseSync } from 'node:sqlite';
import { envelopeName } from './compact-key.js';
import { unpackEnvelopes } from './envelope-batch.js';
import type { EnvelopeBatch, EnvelopeRow, ReceiptBatch } from './envelope-batch.js';

export interface InboundWrites {
  keepEnvelopes(batch: EnvelopeBatch): ReceiptBatch;
}

/** The inbound log as the writer thread writes it: one look-up and two insertions for each new envelope. */
export function inboundWrites(db: DatabaseSync): InboundWrites {
  const idIsKnown = db.prepare('SELECT 1 FROM inbound_names WHERE name = ? LIMIT 1');
  const sameTriple = db.prepare('SELECT position FROM inbound_names WHERE name = ? AND bytes = ?');
  const insertName = db.prepare('INSERT INTO inbound_names (name, bytes, position) VALUES (?, ?, ?)');
  const insertEnvelope = db.prepare(`
    INSERT INTO inbound (lane, inbox, native_id, sha256, content_type, received_at, size, context, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);

  function keepEnvelope(row: EnvelopeRow): [position: number, repeated: boolean, sameIdOtherBytes: boolean] {
    const name = envelopeName(row.inbox, row.nativeId || Buffer.from(row.sha256).toString('hex'));
    const bytes = row.sha256.subarray(0, 16);
    const known = idIsKnown.get(name) !== undefined;
    const same = known ? sameTriple.get(name, bytes) : undefined;
    if (same) return [Number(same['position']), true, false];
    const position = insert(row);
    insertName.run(name, bytes, position);
    return [position, false, known];
  }

  function insert(row: EnvelopeRow): number {
    const { lane, inbox, nativeId, sha256, contentType, receivedAt, size, context, body } = row;
    const id = nativeId === '' ? null : nativeId;
    const { lastInsertRowid } = insertEnvelope.run(
      lane,
      inbox,
      id,
      sha256,
      contentType,
      receivedAt,
      size,
      context,
      body,
    );
    return Number(lastInsertRowid);
  }

  return {
    keepEnvelopes(batch) {
      const receipts = Array.from(unpackEnvelopes(batch), keepEnvelope);
      return {
        positions: receipts.map(([position]) => position),
        repeated: receipts.map(([, repeated]) => repeated),
        sameIdOtherBytes: receipts.map(([, , sameIdOtherBytes]) => sameIdOtherBytes),
      };
    },
  };
}
