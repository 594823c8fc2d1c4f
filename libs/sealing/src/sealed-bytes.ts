import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const cipherName = 'aes-256-gcm';
const ivLength = 12;
const tagLength = 16;

/**
 * AES-256-GCM under a key of its own: IV (12), ciphertext, tag (16). Storage.
 * The part's name and key id are authenticated too (`<name>:<key id>`), so bytes cannot be passed off as another part.
 */
export function sealBytes(key: KeyObject, name: string, keyId: number, plaintext: Uint8Array): Buffer {
  const iv = nextIv();
  const cipher = createCipheriv(cipherName, key, iv);
  cipher.setAAD(boundTo(name, keyId));
  const sealed = Buffer.allocUnsafe(ivLength + plaintext.length + tagLength);
  sealed.set(iv);
  sealed.set(cipher.update(plaintext), ivLength);
  cipher.final();
  sealed.set(cipher.getAuthTag(), ivLength + plaintext.length);
  return sealed;
}

/** The plaintext, or `undefined` when the bytes are not what was sealed under this key and name. */
export function openBytes(key: KeyObject, name: string, keyId: number, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < ivLength + tagLength) return undefined;
  const decipher = createDecipheriv(cipherName, key, sealed.subarray(0, ivLength), { authTagLength: tagLength });
  decipher.setAAD(boundTo(name, keyId));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  const plaintext = decipher.update(sealed.subarray(ivLength, -tagLength));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plaintext;
}

const boundTo = (name: string, keyId: number): Buffer => Buffer.from(`${name}:${keyId}`, 'utf8');

const ivs = Buffer.allocUnsafeSlow(1024 * ivLength);
let ivsUsed = ivs.length;

/** Random bytes are drawn for a thousand seals at once: a draw costs the same for few as for many. */
function nextIv(): Buffer {
  if (ivsUsed === ivs.length) {
    randomFillSync(ivs);
    ivsUsed = 0;
  }
  ivsUsed += ivLength;
  return ivs.subarray(ivsUsed - ivLength, ivsUsed);
}
