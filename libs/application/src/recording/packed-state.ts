import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import type { Snapshot } from '#desk-store';
import type { Loaded } from './loaded.js';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const digestLength = 32;
/** Bytes unpacked in one go: states of long files have megabytes. */
const chunkSize = 1024 * 1024;

/**
 * A state as a snapshot: what V8 writes of plain data, compressed on another thread, behind a SHA-256 over all of the
 * snapshot, so that one which was damaged is told from one that was not.
 */
export async function packedState<State>(
  stream: string,
  { state, tip: { version, hash } }: Loaded<State>,
  code: string,
): Promise<Snapshot> {
  const packed = await compress(serialize(state), { chunkSize });
  const snapshot = { stream, version, hash, code };
  return { ...snapshot, bytes: Buffer.concat([digestOf({ ...snapshot, bytes: packed }), packed]) };
}

/** The state it was made of; `undefined` where anything of it is not as it was written. */
export async function unpackedState<State>(snapshot: Snapshot): Promise<Loaded<State> | undefined> {
  const { version, hash, bytes } = snapshot;
  const packed = bytes.subarray(digestLength);
  if (!digestOf({ ...snapshot, bytes: packed }).equals(bytes.subarray(0, digestLength))) return undefined;
  return { state: deserialize(await decompress(packed, { chunkSize })) as State, tip: { version, hash } };
}

function digestOf({ stream, version, hash, code, bytes }: Snapshot): Buffer {
  const named = JSON.stringify([stream, version, Buffer.from(hash).toString('hex'), code]);
  return createHash('sha256').update(named).update(bytes).digest();
}
