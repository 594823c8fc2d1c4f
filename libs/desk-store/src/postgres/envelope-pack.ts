import type { Lane } from '#domain';
import { bytesOf, envelopeName, idOf } from '../envelope-name.js';
import type { EnvelopeName } from '../envelope-name.js';
import type { Envelope, EnvelopeReceipt } from '../inbound-log.port.js';

/** An envelope as it waits to be kept. */
export interface PackedEnvelope {
  readonly name: EnvelopeName;
  readonly lane: Lane;
  readonly inbox: string;
  readonly receivedAt: string;
  readonly size: number;
  /** Bytes of the native id; -1 where the sha256 stands for it. */
  readonly idLength: number;
  readonly typeLength: number;
  readonly contextLength: number;
  /** -1 where the body lies in the blob store. */
  readonly bodyLength: number;
  /** Name id (16 bytes), sha256 (32), native id, content type, context, body; a copy of what was given. */
  readonly bytes: Buffer;
}

export function packEnvelope(envelope: Envelope): PackedEnvelope {
  const { inbox, nativeId, sha256, lane, contentType, receivedAt, size, context, body } = envelope;
  const digest = Buffer.from(sha256, 'hex');
  const name = envelopeName(inbox, nativeId, digest, 0);
  const id = Buffer.from(nativeId === sha256 ? '' : nativeId);
  const [type, said] = [Buffer.from(contentType), Buffer.from(context)];
  return {
    ...{ name, lane, inbox, receivedAt, size },
    idLength: nativeId === sha256 ? -1 : id.length,
    typeLength: type.length,
    contextLength: said.length,
    bodyLength: body?.byteLength ?? -1,
    bytes: Buffer.concat([bytesOf(name).subarray(0, 16), digest, id, type, said, ...(body ? [body] : [])]),
  };
}

/** What `keep_envelopes` is given for envelopes whose names differ. */
export function valuesOf(envelopes: readonly PackedEnvelope[]): readonly unknown[] {
  const each = (pick: (envelope: PackedEnvelope) => string | number) => envelopes.map(pick);
  // Places in `bytes` are counted from 1.
  let start = 1;
  const starts = envelopes.map(({ bytes }) => (start += bytes.length) - bytes.length);
  return [
    ...[each(({ lane }) => lane), each(({ inbox }) => inbox), each(({ receivedAt }) => receivedAt)],
    ...[each(({ size }) => size), starts, each(({ idLength }) => idLength), each(({ typeLength }) => typeLength)],
    ...[each(({ contextLength }) => contextLength), each(({ bodyLength }) => bodyLength)],
    Buffer.concat(envelopes.map(({ bytes }) => bytes)),
  ];
}

/** A row of `keep_envelopes`. */
export interface KeptRow {
  /** Which of those given, from 1. */
  readonly nth: bigint;
  readonly place: bigint;
  readonly wasThere: boolean;
  /** Whether its inbox and native id were known, whatever the bytes. */
  readonly idKnown: boolean;
}

/** Receipts in the order of the envelopes, some of which have the same name; `rows` are those of `distinct`. */
export function receiptsOf(
  envelopes: readonly PackedEnvelope[],
  distinct: readonly PackedEnvelope[],
  rows: readonly KeptRow[],
): readonly EnvelopeReceipt[] {
  const byName = new Map(rows.map((row) => [distinct[Number(row.nth) - 1]?.name, row]));
  const [names, ids] = [new Set<EnvelopeName>(), new Set<string>()];
  return envelopes.map(({ name }) => {
    const row = byName.get(name);
    const repeated = row?.wasThere !== false || names.has(name);
    const sameIdOtherBytes = !repeated && (row.idKnown || ids.has(idOf(name)));
    names.add(name);
    ids.add(idOf(name));
    return { position: row?.place ?? 0n, repeated, sameIdOtherBytes };
  });
}
