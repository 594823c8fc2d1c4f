import { inTwo } from '../measures/columns.js';
import type { OpenedOrder } from './opened-order.js';
import { bandDays } from './spread.js';

const day = 86_400_000;

/** Up to which place in the order of opening tickets are older than each band of age at the end of each period. */
export class AgeBounds {
  /** Tickets opened by these instants, or before, are older. In the order of time, so that each is looked for behind the last. */
  readonly #quarters: Int32Array;
  readonly #rests: Int32Array;
  /** Of which period and band each is: period by period, and band by band in each. */
  readonly #of: Int32Array;
  readonly #places: Int32Array;

  constructor(ends: readonly number[]) {
    const bounds = ends
      .flatMap((end, period) =>
        bandDays.map((days, band) => ({ opened: end - days * day, of: period * bandDays.length + band })),
      )
      .sort((one, other) => one.opened - other.opened);
    this.#quarters = Int32Array.from(bounds, ({ opened }) => inTwo(opened)[0]);
    this.#rests = Int32Array.from(bounds, ({ opened }) => inTwo(opened)[1]);
    this.#of = Int32Array.from(bounds, ({ of }) => of);
    this.#places = new Int32Array(bounds.length);
  }

  /** By period, and by band in each: how many of these are older, which are the first. Told until the next are asked for. */
  in(order: OpenedOrder): Int32Array {
    for (let bound = 0, place = 0; bound < this.#of.length; bound += 1) {
      place = firstAfter(order, place, this.#quarters[bound] as number, this.#rests[bound] as number);
      this.#places[this.#of[bound] as number] = place;
    }
    return this.#places;
  }
}

/** The place of the first that was opened after an instant, from one on: looked for in steps that double, then in halves. */
function firstAfter({ quarters, rests }: OpenedOrder, from: number, quarter: number, rest: number): number {
  let [low, step] = [from, 1];
  for (; low + step <= quarters.length && !isAfter(low + step - 1); step *= 2) low += step;
  let high = Math.min(low + step - 1, quarters.length);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;

  function isAfter(place: number): boolean {
    const opened = quarters[place] as number;
    return opened > quarter || (opened === quarter && (rests[place] as number) > rest);
  }
}
