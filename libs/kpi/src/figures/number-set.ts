const fewest = 16;
/** While there are no more, each takes a few bytes wherever it lies; then they lie in rows of bits. */
const few = 256;
/** Bits of a row, as a power of two. */
const rowBits = 12;
/** Spreads neighbours over the table: the golden ratio of 32 bits. */
const golden = 0x9e37_79b1;

/** Distinct whole numbers from 1 on, of 31 bits: how many there are is all that is ever asked. */
export class NumberSet {
  #table: Int32Array | undefined;
  #rows: (Int32Array | undefined)[] | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(number: number): void {
    if (this.#rows !== undefined) this.#mark(this.#rows, number);
    else this.#put(number);
  }

  #mark(rows: (Int32Array | undefined)[], number: number): void {
    const row = (rows[number >>> rowBits] ??= new Int32Array(1 << (rowBits - 5)));
    const [place, bit] = [(number >>> 5) & (row.length - 1), 1 << (number & 31)];
    const bits = row[place] ?? 0;
    if ((bits & bit) !== 0) return;
    row[place] = bits | bit;
    this.#size += 1;
  }

  #put(number: number): void {
    const table = (this.#table ??= new Int32Array(fewest));
    if (!put(table, number)) return;
    this.#size += 1;
    if (this.#size * 2 <= table.length) return;
    if (this.#size > few) this.#layOut(table);
    else this.#table = grown(table);
  }

  #layOut(table: Int32Array): void {
    const rows: (Int32Array | undefined)[] = [];
    this.#size = 0;
    for (const number of table) if (number !== 0) this.#mark(rows, number);
    [this.#table, this.#rows] = [undefined, rows];
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

function grown(table: Int32Array): Int32Array {
  const larger = new Int32Array(table.length * 4);
  for (const number of table) if (number !== 0) put(larger, number);
  return larger;
}
