import { createSecretKey, hash } from 'node:crypto';
import type { BlobStore } from '#blobs';
import type { SealedPart } from '#event-log';
import { KeySupply } from './key-supply.js';
import { openParts } from './open-parts.js';
import type { NamedPart } from './open-parts.js';
import { sealBytes } from './sealed-bytes.js';
import { PartTooLarge } from './sealing.errors.js';
import type { SealingKeys } from './sealing-keys.port.js';

/** Plaintext of more bytes than this lies, sealed, in the blob store. */
export const largestInPlace = 64 * 1024;

export interface SealerOptions {
  /** Keys leased at once; what is left of them at the end of the process is burnt. */
  readonly blockSize?: number;
}

/**
 * Seals personal data, one key a part, and opens it while the key exists.
 *
 * `seal` is synchronous, so that a batch costs no waiting: `await ready(n)` first. Large parts take `sealLarge`.
 * Errors: `KeysFull`, `KeysUnavailable` from whatever leases or finds keys; those of `BlobStore` for large parts.
 */
export class Sealer {
  readonly #supply: KeySupply;

  constructor(
    private readonly keys: SealingKeys,
    private readonly blobs: BlobStore,
    { blockSize = 4096 }: SealerOptions = {},
  ) {
    this.#supply = new KeySupply(keys, blockSize);
  }

  /** Resolves when `count` parts can be sealed before the caller waits for anything else. */
  ready(count: number): Promise<void> {
    return this.#supply.ready(count);
  }

  /**
   * Seals a part in place, for `owner` (a customer, or `inbox-…`). Text is sealed as UTF-8.
   * Errors: `SealerNotReady` without `ready`, `PartTooLarge` over 64 KiB.
   */
  seal(owner: string, name: string, plaintext: Uint8Array | string): SealedPart {
    const plain = bytesOf(plaintext);
    if (plain.length > largestInPlace) throw new PartTooLarge(name, plain.length);
    return { owner, ...this.#sealed(name, plain) };
  }

  /** Seals a part of any size. Over 64 KiB its sealed bytes are durable in the blob store before this resolves. */
  async sealLarge(owner: string, name: string, plaintext: Uint8Array | string): Promise<SealedPart> {
    const plain = bytesOf(plaintext);
    await this.#supply.ready(1);
    const { keyId, bytes } = this.#sealed(name, plain);
    if (plain.length <= largestInPlace) return { owner, keyId, bytes };
    const blob = hash('sha256', bytes, 'hex');
    await this.blobs.put(blob, bytes);
    return { owner, keyId, blob };
  }

  /** The plaintext; `undefined` when the key was destroyed. Errors: `SealBroken`. */
  async open(part: SealedPart, name: string): Promise<Buffer | undefined> {
    const [opened] = await this.openMany([{ name, part }]);
    return opened;
  }

  /** The plaintext of each part, in order: see `openParts`. */
  openMany(parts: readonly NamedPart[]): Promise<readonly (Buffer | undefined)[]> {
    return openParts(this.keys, this.blobs, parts);
  }

  /** Destroys keys for good: whatever they sealed can never be read again, here or anywhere. */
  destroy(keyIds: readonly number[]): Promise<void> {
    return this.keys.destroy(keyIds);
  }

  #sealed(name: string, plain: Uint8Array): { readonly keyId: number; readonly bytes: Buffer } {
    const { keyId, secret } = this.#supply.next();
    return { keyId, bytes: sealBytes(createSecretKey(secret), name, keyId, plain) };
  }
}

const bytesOf = (plaintext: Uint8Array | string): Uint8Array =>
  typeof plaintext === 'string' ? Buffer.from(plaintext, 'utf8') : plaintext;
