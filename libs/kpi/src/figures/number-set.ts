import type { Picked } from './picked.js';

const fewest = 16;
/** Bits of a row, as a power of two. */
const rowBits = 15;
/** Spreads neighbours over the table: the golden ratio of 32 bits. */
const golden = 0x9e37_79b1;

/**
 * Distinct whole numbers from 1 on, of 31 bits: how many there are is all that is ever asked. 0 is none. Few lie in a
 * table, wherever they are; as soon as that would take more room, each is a bit in a row of bits.
 */
export class NumberSet {
  #table: Int32Array | undefined = new Int32Array(fewest);
  #rows: (Int32Array | undefined)[] = [];
  #size = 0;
  #least = Infinity;
  #most = 0;

  get size(): number {
    return this.#size;
  }

  add(number: number): void {
    if (number === 0) return;
    if (this.#table === undefined) this.#mark(number);
    else this.#put(this.#table, number);
  }

  /** Adds those of a column that were picked and are counted. */
  addAll(column: Int32Array, { places, counted }: Picked): void {
    for (let each = 0; each < counted; each += 1) this.add(column[places[each] as number] as number);
  }

  #mark(number: number): void {
    const row = (this.#rows[number >>> rowBits] ??= new Int32Array(1 << (rowBits - 5)));
    const place = (number >>> 5) & (row.length - 1);
    const bits = row[place] as number;
    const marked = bits | (1 << (number & 31));
    if (marked === bits) return;
    row[place] = marked;
    this.#size += 1;
  }

  #put(table: Int32Array, number: number): void {
    if (!put(table, number)) return;
    if (number < this.#least) this.#least = number;
    if (number > this.#most) this.#most = number;
    this.#size += 1;
    if (this.#size * 2 <= table.length) return;
    const larger = table.length * 4;
    if (larger * 32 < this.#most - this.#least) this.#table = grown(table, larger);
    else this.#layOut(table);
  }

  #layOut(table: Int32Array): void {
    this.#table = undefined;
    this.#size = 0;
    for (const number of table) if (number !== 0) this.#mark(number);
  }
}

/** Whether it was not there. 0 is an empty place. */
function put(table: Int32Array, number: number): boolean {
  const last = table.length - 1;
  let place = (Math.imul(number, golden) >>> 7) & last;
  for (let found = table[place]; found !== 0; found = table[place]) {
    if (found === number) return false;
    place = (place + 1) & last;
  }
  table[place] = number;
  return true;
}

function grown(table: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(length);
  for (const number of table) if (number !== 0) put(larger, number);
  return larger;
}
