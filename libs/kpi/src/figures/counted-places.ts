/** Places that are summed at once, as a power of two. */
const blockBits = 8;

/** How many things stand at each of many places: told in few steps, changed in two. */
export class CountedPlaces {
  readonly #counts: Int32Array;
  readonly #blocks: Int32Array;

  constructor(places: number) {
    this.#counts = new Int32Array(places);
    this.#blocks = new Int32Array((places >>> blockBits) + 1);
  }

  change(place: number, by: number): void {
    this.#counts[place] = (this.#counts[place] ?? 0) + by;
    const block = place >>> blockBits;
    this.#blocks[block] = (this.#blocks[block] ?? 0) + by;
  }

  /** The place of the one that comes at `rank`, from 1, when the highest come first; and its rank among those there. */
  ranked(rank: number): readonly [place: number, rankThere: number] {
    let [left, block] = [rank, this.#blocks.length - 1];
    while (block > 0 && left > (this.#blocks[block] ?? 0)) {
      left -= this.#blocks[block] ?? 0;
      block -= 1;
    }
    let place = ((block + 1) << blockBits) - 1;
    while (place > 0 && left > (this.#counts[place] ?? 0)) {
      left -= this.#counts[place] ?? 0;
      place -= 1;
    }
    return [place, left];
  }
}
