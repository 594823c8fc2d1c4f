/** Taking all bits back at once is worth it from so many of them on for each number. */
const manyOf = 16;

/** Counts distinct whole numbers from 1 on, of 31 bits; 0 is none. Each is a bit, which is taken back when they are counted. */
export class Distinct {
  #bits: Int32Array = new Int32Array(1024);

  /** How many different ones there are in all of these together. */
  count(parts: readonly Int32Array[]): number {
    this.#bits[0] = 1;
    let [count, all] = [0, 0];
    for (const part of parts) {
      count += this.#mark(part);
      all += part.length;
    }
    if (all > this.#bits.length / manyOf) this.#bits.fill(0);
    else for (const part of parts) this.#unmark(part);
    return count;
  }

  /** How many were not marked before. */
  #mark(numbers: Int32Array): number {
    let bits = this.#bits;
    let count = 0;
    for (let place = 0; place < numbers.length; place += 1) {
      const number = numbers[place] as number;
      if (number >>> 5 >= bits.length) bits = this.#grow(number >>> 5);
      const word = bits[number >>> 5] as number;
      const bit = 1 << (number & 31);
      if ((word & bit) !== 0) continue;
      bits[number >>> 5] = word | bit;
      count += 1;
    }
    return count;
  }

  #unmark(numbers: Int32Array): void {
    const bits = this.#bits;
    for (let place = 0; place < numbers.length; place += 1) bits[(numbers[place] as number) >>> 5] = 0;
  }

  #grow(word: number): Int32Array {
    const bits = new Int32Array(2 ** Math.ceil(Math.log2(word + 1)));
    bits.set(this.#bits);
    return (this.#bits = bits);
  }
}
