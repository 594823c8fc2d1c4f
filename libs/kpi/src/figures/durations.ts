/** Durations of one figure, in whole milliseconds. */
export class Durations {
  #values = new Float64Array(8);
  #count = 0;

  add(ms: number): void {
    if (this.#count === this.#values.length) {
      const more = new Float64Array(this.#count * 2);
      more.set(this.#values);
      this.#values = more;
    }
    this.#values[this.#count] = ms;
    this.#count += 1;
  }

  /** All of them, in no order. */
  get all(): Float64Array {
    return this.#values.subarray(0, this.#count);
  }
}
