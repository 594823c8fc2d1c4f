import type { Picked } from './picked.js';

const fewest = 16;

/** Durations of one figure, in whole milliseconds. */
export class Durations {
  #values = new Float64Array(fewest);
  #count = 0;

  /** Adds those that were picked and are counted. */
  addAll({ ms, counted }: Picked): void {
    while (this.#values.length < this.#count + counted) this.#grow();
    const values = this.#values;
    for (let each = 0; each < counted; each += 1) values[this.#count + each] = ms[each] as number;
    this.#count += counted;
  }

  /** All of them, in no order. */
  get all(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }

  #grow(): void {
    const more = new Float64Array(this.#values.length * 2);
    more.set(this.#values);
    this.#values = more;
  }
}
