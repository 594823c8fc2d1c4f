import { quarterMs } from '../measures/index.js';
import type { Instants } from '../measures/index.js';

/** Which period is the first that ends at an instant or later: looked up by the quarter of an hour, for millions of instants. */
export class PeriodEnds {
  readonly #firstQuarter: number;
  readonly #lastQuarter: number;
  /** By whole quarters: the first period that ends at the beginning of the quarter or later. */
  readonly #places: Int32Array;
  /** The end of the last period where it is on no whole quarter: then it ends when the question is put. */
  readonly #oddEnd: number;

  /** `ends` ascend; all but the last are on whole quarters of an hour. */
  constructor(private readonly ends: readonly number[]) {
    const [first, last] = [ends[0] ?? 0, ends.at(-1) ?? 0];
    [this.#firstQuarter, this.#lastQuarter] = [Math.floor(first / quarterMs), Math.floor(last / quarterMs)];
    this.#oddEnd = last % quarterMs === 0 ? -1 : last - this.#lastQuarter * quarterMs;
    this.#places = new Int32Array(this.#lastQuarter - this.#firstQuarter + 1);
    for (let quarter = 0, place = 0; quarter < this.#places.length; quarter += 1) {
      while ((ends[place] ?? Infinity) < (this.#firstQuarter + quarter) * quarterMs) place += 1;
      this.#places[quarter] = place;
    }
  }

  /** The same as `firstFrom`, of many instants. */
  firstsFrom({ quarters, rests }: Instants): Int32Array {
    const [places, first, last, none] = [this.#places, this.#firstQuarter, this.#lastQuarter, this.ends.length];
    const found = new Int32Array(quarters.length);
    for (let place = 0; place < found.length; place += 1) {
      const rest = rests[place] as number;
      const whole = (quarters[place] as number) + (rest === 0 ? 0 : 1);
      if (whole > last) found[place] = whole === last + 1 && rest > 0 && rest <= this.#oddEnd ? none - 1 : none;
      else found[place] = whole <= first ? 0 : (places[whole - first] as number);
    }
    return found;
  }

  /** The place of the first that ends then or later, or how many there are; the instant as quarters and milliseconds beyond. */
  firstFrom(quarter: number, rest: number): number {
    if (quarter === this.#lastQuarter && rest > 0 && rest <= this.#oddEnd) return this.ends.length - 1;
    const whole = rest === 0 ? quarter : quarter + 1;
    if (whole <= this.#firstQuarter) return 0;
    return whole > this.#lastQuarter ? this.ends.length : (this.#places[whole - this.#firstQuarter] as number);
  }
}
