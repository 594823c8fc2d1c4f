import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

/** Upper bounds of what is told apart; larger groups are counted with the last. */
const bounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, Infinity] as const;

/** How large the groups were that shared a durable write. */
export interface GroupSizesTold {
  /** Groups by the upper bound of their size, the smallest first; each group is counted once. */
  readonly groups: readonly (readonly [upTo: number, groups: number])[];
  /** What all of them held together. */
  readonly total: number;
}

/** Counts how large groups are, in memory that threads share: some count, another looks when it is asked. */
export class GroupSizes {
  private readonly counts: BigUint64Array;

  constructor(readonly memory = new SharedArrayBuffer((bounds.length + 1) * BigUint64Array.BYTES_PER_ELEMENT)) {
    this.counts = new BigUint64Array(memory);
  }

  /** Those of one store in this process: one and the same for the thread that asks first and for all it begins afterwards. */
  static of(store: string): GroupSizes {
    const name = `sijil group sizes: ${store}`;
    const known = getEnvironmentData(name);
    if (known instanceof SharedArrayBuffer) return new GroupSizes(known);
    const sizes = new GroupSizes();
    setEnvironmentData(name, sizes.memory);
    return sizes;
  }

  /** One group of this size; one of nothing is none. */
  count(size: number): void {
    if (size === 0) return;
    Atomics.add(
      this.counts,
      bounds.findIndex((upTo) => size <= upTo),
      1n,
    );
    Atomics.add(this.counts, bounds.length, BigInt(size));
  }

  told(): GroupSizesTold {
    const [...counts] = this.counts;
    const total = Number(counts.pop());
    return { groups: bounds.map((upTo, at) => [upTo, Number(counts[at])]), total };
  }
}
