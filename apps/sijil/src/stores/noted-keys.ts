import type { Numbers } from '#desk-store';
import type { ErasureRegister, KeyBlock, SealingKeys } from '#sealing';
import { KeysBehindDesk } from './stores.errors.js';

/** The desk store's series of numbers that says how far key ids were given out. Storage. */
const series = 'sealing-key';

/** The highest key id the desk store was told of; 0 for none. Taking no number tells where a series stands. */
export async function lastKeyNoted(numbers: Numbers): Promise<number> {
  return (await numbers.take(series, 0)).first - 1;
}

/** Tells the desk store that key ids up to `keyId` were given out. */
export const noteKeys = (numbers: Numbers, keyId: number): Promise<void> => numbers.raise(series, keyId);

/**
 * Keys put back from an older backup would lease ids again that seal something already, and open none of it.
 * Errors: `KeysBehindDesk`.
 */
export async function mustHoldNotedKeys(keys: SealingKeys, numbers: Numbers): Promise<void> {
  const [noted, leased] = [await lastKeyNoted(numbers), await keys.lastGiven()];
  if (leased < noted) throw new KeysBehindDesk(leased, noted);
  if (leased > noted) await noteKeys(numbers, leased);
}

/**
 * Keys of which the desk store is told, block by block and before the first of a block is used. That is one write more
 * for thousands of keys, and none for an append.
 */
export class NotedKeys implements SealingKeys {
  constructor(
    private readonly keys: SealingKeys,
    private readonly numbers: Numbers,
  ) {}

  get erasures(): ErasureRegister {
    return this.keys.erasures;
  }

  handleKey(): Promise<Uint8Array> {
    return this.keys.handleKey();
  }

  /** Errors: those of the keys, and those of the desk store; the block is then used by nobody. */
  async lease(size: number): Promise<KeyBlock> {
    const block = await this.keys.lease(size);
    await noteKeys(this.numbers, block.first + block.size - 1);
    return block;
  }

  lastGiven(): Promise<number> {
    return this.keys.lastGiven();
  }

  raise(atLeast: number): Promise<void> {
    return this.keys.raise(atLeast);
  }

  find(keyIds: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> {
    return this.keys.find(keyIds);
  }

  destroy(keyIds: readonly number[]): Promise<void> {
    return this.keys.destroy(keyIds);
  }

  close(): Promise<void> {
    return this.keys.close();
  }
}
