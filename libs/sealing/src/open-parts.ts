import { createSecretKey } from 'node:crypto';
import type { BlobStore } from '#blobs';
import type { SealedPart } from '#event-log';
import { openBytes } from './sealed-bytes.js';
import type { KeyReader } from './sealing-keys.port.js';
import { SealBroken } from './sealing.errors.js';

/** A sealed part and the name it has on its event. */
export interface NamedPart {
  readonly name: string;
  readonly part: SealedPart;
}

/**
 * The plaintext of each part, in order; `undefined` where the key was destroyed. Keys are read together, and none is
 * remembered: a part is hardly ever opened twice, and a destroyed key opens nothing from that moment on.
 * Errors: `SealBroken` for the first part that is not what was sealed under its name and key; those of keys and blobs.
 */
export async function openParts(
  keys: Pick<KeyReader, 'find'>,
  blobs: Pick<BlobStore, 'get'>,
  parts: readonly NamedPart[],
): Promise<readonly (Buffer | undefined)[]> {
  const secrets = await keys.find(keysOf(parts));
  const opened: (Buffer | undefined)[] = [];
  for (const named of parts) {
    const { keyId, blob, bytes } = named.part;
    const secret = secrets.get(keyId);
    opened.push(secret && openWith(secret, named, bytes ?? (blob === undefined ? undefined : await blobs.get(blob))));
  }
  return opened;
}

/** Each key once, in ascending order. */
const keysOf = (parts: readonly NamedPart[]): number[] =>
  [...new Set(parts.map(({ part }) => part.keyId))].sort((one, other) => one - other);

function openWith(secret: Uint8Array, { name, part }: NamedPart, sealed: Uint8Array | undefined): Buffer {
  const plain = sealed && openBytes(createSecretKey(secret), name, part.keyId, sealed);
  if (plain === undefined) throw new SealBroken(name, part.keyId);
  return plain;
}
