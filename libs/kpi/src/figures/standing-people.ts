/**
 * Counts people of whom anything stands. Most who stand do with one ticket: a bit each says so, and another who stands
 * with several; only of these it is counted with how many.
 */
export class StandingPeople {
  #bits: Int32Array = new Int32Array();
  #severalBits: Int32Array = new Int32Array();
  readonly #several = new Map<number, number>();
  #count = 0;

  /** How many people stand. */
  get count(): number {
    return this.#count;
  }

  /** Begins again, with nobody; `most`: no number of a person is higher. */
  begin(most: number): void {
    const words = (most >>> 5) + 1;
    if (this.#bits.length < words) [this.#bits, this.#severalBits] = [new Int32Array(words), new Int32Array(words)];
    else for (const bits of [this.#bits, this.#severalBits]) bits.fill(0, 0, words);
    this.#several.clear();
    this.#count = 0;
  }

  /** Something of each of these stands, from one on until another. */
  takeAll(persons: Int32Array, from: number, to: number): void {
    const bits = this.#bits;
    let count = this.#count;
    for (let span = from; span < to; span += 1) {
      const person = persons[span] as number;
      const standing = bits[person >>> 5] as number;
      const bit = 1 << (person & 31);
      if ((standing & bit) !== 0) this.#takeMore(person);
      else {
        bits[person >>> 5] = standing | bit;
        count += 1;
      }
    }
    this.#count = count;
  }

  /** Something of each person of these spans stood, from one of the list on until another, and does not any more. */
  leaveAll(persons: Int32Array, spans: Int32Array, from: number, to: number): void {
    const bits = this.#bits;
    const severalBits = this.#severalBits;
    let count = this.#count;
    for (let each = from; each < to; each += 1) {
      const person = persons[spans[each] as number] as number;
      const bit = 1 << (person & 31);
      if (((severalBits[person >>> 5] as number) & bit) !== 0) this.#leaveOne(person);
      else {
        bits[person >>> 5] = (bits[person >>> 5] as number) & ~bit;
        count -= 1;
      }
    }
    this.#count = count;
  }

  #takeMore(person: number): void {
    const standing = this.#several.get(person) ?? 1;
    if (standing === 1) this.#turnSeveral(person);
    this.#several.set(person, standing + 1);
  }

  #leaveOne(person: number): void {
    const standing = this.#several.get(person) ?? 0;
    if (standing > 2) return void this.#several.set(person, standing - 1);
    this.#turnSeveral(person);
    this.#several.delete(person);
  }

  /** From one to several, or back. */
  #turnSeveral(person: number): void {
    this.#severalBits[person >>> 5] = (this.#severalBits[person >>> 5] as number) ^ (1 << (person & 31));
  }
}
