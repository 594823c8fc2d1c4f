import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { SealingKeys } from './sealing-keys.port.js';

/** The keys used last, ready to open with; the least recently used one makes room for the next. */
export class KnownKeys {
  readonly #keys = new Map<number, KeyObject>();

  constructor(
    private readonly source: SealingKeys,
    private readonly limit: number,
  ) {}

  forget(keyIds: readonly number[]): void {
    for (const keyId of keyIds) this.#keys.delete(keyId);
  }

  /** All of these keys that still exist; those not remembered are read at once, in ascending order. */
  async of(keyIds: readonly number[]): Promise<ReadonlyMap<number, KeyObject>> {
    const found = new Map<number, KeyObject>();
    const missing = new Set<number>();
    for (const keyId of keyIds) {
      const key = this.#touch(keyId);
      if (key === undefined) missing.add(keyId);
      else found.set(keyId, key);
    }
    if (missing.size === 0) return found;
    const secrets = await this.source.find([...missing].sort((one, other) => one - other));
    for (const [keyId, secret] of secrets) found.set(keyId, this.#learn(keyId, secret));
    return found;
  }

  /** Makes a secret usable and remembers it. */
  #learn(keyId: number, secret: Uint8Array): KeyObject {
    const key = createSecretKey(secret);
    this.#keys.delete(keyId);
    this.#keys.set(keyId, key);
    if (this.#keys.size > this.limit) this.#keys.delete(this.#keys.keys().next().value as number);
    return key;
  }

  #touch(keyId: number): KeyObject | undefined {
    const key = this.#keys.get(keyId);
    if (key === undefined) return undefined;
    this.#keys.delete(keyId);
    this.#keys.set(keyId, key);
    return key;
  }
}
