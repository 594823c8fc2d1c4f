import type { Numbers, Truth } from '../measures/index.js';

const fewest = 8192;

/** Numbers of facts that were chosen out of columns, one after the other. Its room is used again. */
export class Gathered<Column extends Numbers> {
  #values: Column;
  #count = 0;

  constructor(private readonly make: (length: number) => Column) {
    this.#values = make(fewest);
  }

  static ofWhole(): Gathered<Int32Array> {
    return new Gathered((length) => new Int32Array(length));
  }
  static ofLong(): Gathered<Float64Array> {
    return new Gathered((length) => new Float64Array(length));
  }

  /** All of them, until more come. */
  get all(): Column {
    return this.#values.subarray(0, this.#count) as Column;
  }

  /** Adds those of a column from `start` to `end` that are chosen. */
  add(column: Column, chosen: Truth, start: number, end: number): void {
    if (chosen === false) return;
    if (this.#values.length < this.#count + end - start) this.#grow(this.#count + end - start);
    if (chosen !== true) return this.#addSome(column, chosen, start, end);
    this.#values.set(column.subarray(start, end), this.#count);
    this.#count += end - start;
  }

  /** All of them, cell by cell, in the room of others: `cells` names the cell of each, `starts` says where each begins. */
  inCells(cells: Int32Array, starts: Int32Array, room = new Gathered(this.make)): Column {
    const [values, sorted, places] = [this.#values, room.#roomFor(this.#count), starts.slice()];
    for (let place = 0; place < cells.length; place += 1) {
      const cell = cells[place] as number;
      const at = places[cell] as number;
      sorted[at] = values[place] as number;
      places[cell] = at + 1;
    }
    return sorted;
  }

  /** For how many there is room. */
  get room(): number {
    return this.#values.length;
  }

  clear(): void {
    this.#count = 0;
  }

  #addSome(column: Column, chosen: Uint8Array, start: number, end: number): void {
    const values = this.#values;
    let count = this.#count;
    for (let place = start; place < end; place += 1) {
      values[count] = column[place] as number;
      count += chosen[place] as number;
    }
    this.#count = count;
  }

  #grow(count: number): void {
    const more = this.make(roomFor(count));
    more.set(this.#values);
    this.#values = more;
  }

  /** Room for so many, whatever stood there. */
  #roomFor(count: number): Column {
    if (this.#values.length < count) this.#values = this.make(roomFor(count));
    return this.#values.subarray(0, count) as Column;
  }
}

const roomFor = (count: number): number => 2 ** Math.ceil(Math.log2(count));

/** Where each cell begins once facts lie cell by cell, and behind the last of them where all end. */
export function startsOf(cells: Int32Array, cellCount: number): Int32Array {
  const starts = new Int32Array(cellCount + 1);
  for (let place = 0; place < cells.length; place += 1) {
    const next = (cells[place] as number) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let cell = 0; cell < cellCount; cell += 1)
    starts[cell + 1] = (starts[cell] as number) + (starts[cell + 1] as number);
  return starts;
}
