/** How a sum goes on from period to period: what is added from one on stays in it until another. */
export class Course {
  readonly #changes: Float64Array;

  constructor(periods: number) {
    this.#changes = new Float64Array(periods + 1);
  }

  add(first: number, last: number, by: number): void {
    this.#changes[first] = (this.#changes[first] as number) + by;
    this.#changes[last] = (this.#changes[last] as number) - by;
  }

  /** The sum in each period. */
  get sums(): Float64Array {
    let sum = 0;
    return this.#changes.map((change) => (sum += change));
  }
}
