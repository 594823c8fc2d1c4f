const none = -1;

/** Lists of numbered things, each thing in at most one list: made and walked without an object for any of them. */
export class Chains {
  readonly #firsts: Int32Array;
  readonly #nexts: Int32Array;

  constructor(lists: number, things: number) {
    this.#firsts = new Int32Array(lists).fill(none);
    this.#nexts = new Int32Array(things);
  }

  put(list: number, thing: number): void {
    this.#nexts[thing] = this.#firsts[list] ?? none;
    this.#firsts[list] = thing;
  }

  /** The thing a list begins with, and the one behind a thing; below 0 there is none. */
  first(list: number): number {
    return this.#firsts[list] ?? none;
  }
  after(thing: number): number {
    return this.#nexts[thing] ?? none;
  }
}
