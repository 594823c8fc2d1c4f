import { inTwo } from '../measures/columns.js';
import type { OpenedOrder } from './opened-order.js';
import { bandDays } from './spread.js';

const day = 86_400_000;

/** Tickets opened by an instant, or before, are older than a band at the end of a period. */
interface Bound {
  readonly quarter: number;
  readonly rest: number;
  /** Period by period, and band by band in each. */
  readonly at: number;
}

/** Up to which place in the order of opening tickets are older than each band of age at the end of each period. */
export class AgeBounds {
  /** In the order of time, so that going through all tickets once is enough for all of them. */
  readonly #bounds: readonly Bound[];
  readonly #places: Int32Array;

  constructor(ends: readonly number[]) {
    const bounds = ends.flatMap((end, period) =>
      bandDays.map((days, band) => ({ opened: end - days * day, at: period * bandDays.length + band })),
    );
    this.#bounds = bounds
      .sort((one, other) => one.opened - other.opened)
      .map(({ opened, at }) => {
        const [quarter, rest] = inTwo(opened);
        return { quarter, rest, at };
      });
    this.#places = new Int32Array(bounds.length);
  }

  /** By period, and by band in each: how many of these are older, which are the first. Told until the next are asked for. */
  in({ quarters, rests }: OpenedOrder): Int32Array {
    let place = 0;
    for (const { quarter, rest, at } of this.#bounds) {
      while (place < quarters.length && (quarters[place] as number) < quarter) place += 1;
      while (place < quarters.length && quarters[place] === quarter && (rests[place] as number) <= rest) place += 1;
      this.#places[at] = place;
    }
    return this.#places;
  }
}
