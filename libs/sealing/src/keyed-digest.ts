import { createHmac, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { crockfordBase32 } from './crockford-base32.js';
import { lengthPrefixed } from './length-prefix.js';

/**
 * Stands for a handle, a native id, an item, wherever its text must not be read: the same text gives the same digest on
 * this desk, and nobody without the handle key can guess which text it was.
 */
export class KeyedDigest {
  readonly #key: KeyObject;

  /** `handleKey`: 32 bytes, from `SealingKeys.handleKey()`. */
  constructor(handleKey: Uint8Array) {
    this.#key = createSecretKey(handleKey);
  }

  /**
   * HMAC-SHA-256 of `kind` and `parts`, each behind its length, cut to 130 bits: 26 characters of lower-case Crockford
   * base32. Storage: event streams, item keys and customer ids are named by it.
   */
  digest(kind: string, ...parts: readonly string[]): string {
    const mac = createHmac('sha256', this.#key).update(lengthPrefixed([kind, ...parts]));
    return crockfordBase32(mac.digest(), 26);
  }
}
