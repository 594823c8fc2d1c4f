import { hash } from 'node:crypto';
import { crockfordBase32 } from './crockford-base32.js';
import { HashSheet } from './hash-sheet.js';

/** SHA-256 takes its bytes in blocks of this length; HMAC (RFC 2104) begins both its hashes with one made of the key. */
const blockLength = 64;
const [innerPad, outerPad] = [0x36, 0x5c];

/**
 * Stands for a handle, a native id, an item, wherever its text must not be read: the same text gives the same digest on
 * this desk, and nobody without the handle key can guess which text it was.
 */
export class KeyedDigest {
  readonly #inner: Uint8Array;
  readonly #outer: Buffer;

  /** `handleKey`: 32 bytes, from `SealingKeys.handleKey()`. */
  constructor(handleKey: Uint8Array) {
    this.#inner = padded(handleKey, innerPad);
    this.#outer = Buffer.concat([padded(handleKey, outerPad), Buffer.alloc(32)]);
  }

  /**
   * HMAC-SHA-256 of `kind` and `parts`, each behind its length, cut to 130 bits: 26 characters of lower-case Crockford
   * base32. Storage: event streams, item keys and customer ids are named by it.
   */
  digest(kind: string, ...parts: readonly string[]): string {
    sheet.start(this.#inner);
    sheet.text(kind);
    for (const part of parts) sheet.text(part);
    // Two hashes of one call each: an Hmac object would cost twice that, and its collection again as much.
    this.#outer.write(sheet.hashedAs('binary'), blockLength, 'latin1');
    return crockfordBase32(hash('sha256', this.#outer, 'binary'), 26);
  }
}

const sheet = new HashSheet();

function padded(handleKey: Uint8Array, pad: number): Buffer {
  const block = Buffer.alloc(blockLength);
  block.set(handleKey);
  return block.map((byte) => byte ^ pad) as Buffer;
}
