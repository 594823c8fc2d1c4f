import { setImmediate as nextTurn } from 'node:timers/promises';
import { isNativeId, NativeIdMalformed } from '#application';
import type { Delivery } from '#application';
import type { Lane } from '#domain';
import { BatchTooLong, BodyTooLarge, LineMalformed } from './door.errors.js';

/** One line of a batch, counted from 1: an envelope, or why it is none. */
export type BatchLine = { readonly line: number } & ({ readonly delivery: Delivery } | { readonly fault: Error });

export interface BatchLimits {
  readonly maxLines: number;
  /** Of one decoded body. */
  readonly maxBodyBytes: number;
}

/** Lines read before the event loop gets its turn. */
const linesAtOnce = 64;

/**
 * Reads NDJSON lines `{nativeId?, contentType, bodyBase64}`. Blank lines are passed over; a bad line is named and
 * does not harm the others.
 *
 * Errors: `BatchTooLong`.
 */
export async function readBatch(bytes: Buffer, lane: Lane, limits: BatchLimits): Promise<readonly BatchLine[]> {
  const read: BatchLine[] = [];
  for (const { line, text, room } of textLines(bytes)) {
    if (read.length === limits.maxLines) throw new BatchTooLong(limits.maxLines);
    if (read.length % linesAtOnce === linesAtOnce - 1) await nextTurn();
    read.push({ line, ...readLine(text, room, lane, limits) });
  }
  return read;
}

/** Each line as text, and the room it takes, which nobody reads again. */
function* textLines(bytes: Buffer): Generator<{ line: number; text: string; room: Buffer }> {
  for (let line = 1, start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    const text = bytes.toString('utf8', start, end).trim();
    if (text !== '') yield { line, text, room: bytes.subarray(start, end) };
    start = end + 1;
  }
}

function readLine(
  text: string,
  room: Buffer,
  lane: Lane,
  limits: BatchLimits,
): { delivery: Delivery } | { fault: Error } {
  try {
    return { delivery: deliveryOf(fieldsOf(text), room, lane, limits) };
  } catch (fault) {
    return { fault: fault instanceof SyntaxError ? new LineMalformed('the line is not JSON') : (fault as Error) };
  }
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw new LineMalformed('the line is not a JSON object');
  return value as Readonly<Record<string, unknown>>;
}

function deliveryOf(
  fields: Readonly<Record<string, unknown>>,
  room: Buffer,
  lane: Lane,
  { maxBodyBytes }: BatchLimits,
): Delivery {
  const { nativeId, contentType, bodyBase64 } = fields;
  if (typeof contentType !== 'string') throw new LineMalformed('"contentType" is not text');
  const bytes = typeof bodyBase64 === 'string' ? bytesIn(bodyBase64, room) : undefined;
  if (!bytes) throw new LineMalformed('"bodyBase64" is not base64');
  if (bytes.length > maxBodyBytes) throw new BodyTooLarge(maxBodyBytes);
  if (nativeId === undefined || nativeId === null) return { bytes, contentType, lane };
  if (typeof nativeId !== 'string' || !isNativeId(nativeId)) throw new NativeIdMalformed();
  return { bytes, contentType, lane, nativeId };
}

/**
 * The bytes lie where their line lay, which is longer: a buffer for each would cost more than reading it. Node passes over
 * what is no base64, and so gives fewer bytes than the text's length promises.
 */
function bytesIn(base64: string, room: Buffer): Buffer | undefined {
  const bytes = room.subarray(0, room.write(base64, 'base64'));
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return base64.length % 4 === 0 && bytes.length === (base64.length / 4) * 3 - padding ? bytes : undefined;
}
