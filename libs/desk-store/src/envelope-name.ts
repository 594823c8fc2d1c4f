import { hash } from 'node:crypto';

/**
 * An envelope by name, 32 bytes as one character each (latin1): text is cheaper to keep, to compare and to look up than
 * small buffers. The first half is a digest of inbox and native id, the second the first half of the body's sha256.
 * Storage.
 */
export type EnvelopeName = string;

/** `bytes` holds the body's sha256 from `start` on. The length keeps any two pairs of inbox and native id apart. */
export function envelopeName(inbox: string, nativeId: string, bytes: Buffer, start: number): EnvelopeName {
  const id = hash('sha256', `${inbox.length} ${inbox} ${nativeId}`, 'binary');
  return id.slice(0, 16) + bytes.toString('latin1', start, start + 16);
}

/** The half that names inbox and native id, whatever the bytes. */
export const idOf = (name: EnvelopeName): string => name.slice(0, 16);

export const bytesOf = (name: string): Uint8Array => Buffer.from(name, 'binary');
