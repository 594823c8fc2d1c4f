import { randomBytes } from 'node:crypto';
import type { Erasure, KeyBlock, SealingKeys } from '../sealing-keys.port.js';
import { KeysUnavailable } from '../sealing.errors.js';

/** Keys that live as long as the process: for tests, and to read before writing another driver. */
export class MemorySealingKeys implements SealingKeys {
  readonly #handleKey = randomBytes(32);
  readonly #secrets = new Map<number, Uint8Array>();
  #nextKeyId = 1;
  #closed = false;
  readonly #erasures = new Map<string, Erasure>();
  readonly erasures = {
    enter: async (entered: readonly Pick<Erasure, 'customerId' | 'askedAt'>[]) => {
      for (const { customerId, askedAt } of entered) {
        const before = this.#erasures.get(customerId)?.askedAt ?? askedAt;
        this.#erasures.set(customerId, { customerId, askedAt: before < askedAt ? before : askedAt });
      }
    },
    close: async (customerIds: readonly string[], doneAt: string) => {
      for (const customerId of customerIds) {
        const entered = this.#erasures.get(customerId);
        if (entered) this.#erasures.set(customerId, { ...entered, doneAt });
      }
    },
    list: async () => [...this.#erasures.values()].sort((one, other) => (one.customerId < other.customerId ? -1 : 1)),
  };

  async handleKey(): Promise<Uint8Array> {
    this.#insistOpen();
    return this.#handleKey;
  }

  async lease(size: number): Promise<KeyBlock> {
    this.#insistOpen();
    const block = { first: this.#nextKeyId, size, secrets: randomBytes(32 * size) };
    for (let n = 0; n < size; n += 1) {
      this.#secrets.set(block.first + n, Uint8Array.from(block.secrets.subarray(32 * n, 32 * n + 32)));
    }
    this.#nextKeyId += size;
    return block;
  }

  async lastGiven(): Promise<number> {
    this.#insistOpen();
    return this.#nextKeyId - 1;
  }

  async raise(atLeast: number): Promise<void> {
    this.#insistOpen();
    this.#nextKeyId = Math.max(this.#nextKeyId, atLeast + 1);
  }

  async find(keyIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
    this.#insistOpen();
    const found = new Map<number, Uint8Array>();
    for (const keyId of keyIds) {
      const secret = this.#secrets.get(keyId);
      if (secret !== undefined) found.set(keyId, Uint8Array.from(secret));
    }
    return found;
  }

  async destroy(keyIds: readonly number[]): Promise<void> {
    this.#insistOpen();
    for (const keyId of keyIds) {
      this.#secrets.get(keyId)?.fill(0);
      this.#secrets.delete(keyId);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  #insistOpen(): void {
    if (this.#closed) throw new KeysUnavailable('the keys are closed');
  }
}
