import { failpoint } from '#failpoints';
import type { KeyBlock, SealingKeys } from './sealing-keys.port.js';
import { SealerNotReady } from './sealing.errors.js';

const secretLength = 32;

/** A key nobody has used yet. */
export interface FreshKey {
  readonly keyId: number;
  readonly secret: Uint8Array;
}

/**
 * Leased keys, handed out one by one and never twice. The next block is fetched when half of the last one is used, so
 * that a steady writer never waits.
 */
export class KeySupply {
  readonly #blocks: { readonly block: KeyBlock; used: number }[] = [];
  #atHand = 0;
  #promised = 0;
  #fetching: Promise<void> | undefined;

  constructor(
    private readonly keys: SealingKeys,
    private readonly blockSize: number,
  ) {}

  /**
   * Resolves when `count` calls of `next` will succeed, whoever else waits: a promise to the caller that holds until it
   * waits for something real. Errors: those of `SealingKeys.lease`.
   */
  async ready(count: number): Promise<void> {
    while (this.#atHand - this.#promised < count) await this.#fetch(count);
    if (this.#promised === 0) setImmediate(() => (this.#promised = 0));
    this.#promised += count;
  }

  /** Errors: `SealerNotReady`. */
  next(): FreshKey {
    const first = this.#blocks[0];
    if (first === undefined) throw new SealerNotReady('no key is at hand: await ready() first');
    const { block, used } = first;
    first.used += 1;
    if (first.used === block.size) this.#blocks.shift();
    this.#atHand -= 1;
    this.#promised = Math.max(0, this.#promised - 1);
    if (this.#atHand < this.blockSize / 2) this.#fetchAhead();
    return {
      keyId: block.first + used,
      secret: block.secrets.subarray(used * secretLength, (used + 1) * secretLength),
    };
  }

  /** A fetch that fails here is tried again by the next `ready`, which then tells its caller. */
  #fetchAhead(): void {
    this.#fetch(1).catch(() => undefined);
  }

  #fetch(atLeast: number): Promise<void> {
    this.#fetching ??= this.#lease(Math.max(atLeast, this.blockSize)).finally(() => (this.#fetching = undefined));
    return this.#fetching;
  }

  async #lease(size: number): Promise<void> {
    const block = await this.keys.lease(size);
    failpoint('keys.leased');
    this.#blocks.push({ block, used: 0 });
    this.#atHand += block.size;
  }
}
