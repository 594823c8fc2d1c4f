import type { FactColumns } from '../measures/index.js';
import { headerBytes, opened } from './stretch-bytes.js';
import type { OpenStretch } from './stretch-bytes.js';

/** The columns of some stretches, one after the other; each is unpacked when it is first read, into room that is kept. */
export class PackedColumns implements FactColumns {
  readonly #room: Int32Array[];
  readonly #read: (Int32Array | undefined)[];
  #stretches: OpenStretch[] = [];
  #count = 0;

  constructor(width: number) {
    this.#room = Array.from({ length: width }, () => new Int32Array());
    this.#read = this.#room.map(() => undefined);
  }

  /** How many facts are in them. */
  get count(): number {
    return this.#count;
  }

  /** Adds a stretch behind the others. */
  add(stretch: OpenStretch): void {
    if (stretch.count === 0) return;
    this.#stretches.push(stretch);
    this.#count += stretch.count;
    this.#read.fill(undefined);
  }

  /** Forgets them all. */
  clear(): void {
    this.#stretches = [];
    this.#count = 0;
    this.#read.fill(undefined);
  }

  of(column: number): Int32Array {
    return (this.#read[column] ??= this.#unpack(column));
  }

  alike(column: number): number | undefined {
    const [first] = this.#stretches;
    if (first === undefined) return undefined;
    const least = leastIn(first, column);
    return this.#stretches.every((each) => sizeIn(each, column) === 0 && leastIn(each, column) === least)
      ? least
      : undefined;
  }

  at(column: number, place: number): number {
    const read = this.#read[column];
    if (read !== undefined) return read[place] ?? 0;
    let before = 0;
    for (const stretch of this.#stretches) {
      if (place < before + stretch.count) return numberIn(stretch, column, place - before);
      before += stretch.count;
    }
    return 0;
  }

  #unpack(column: number): Int32Array {
    const room = this.#roomFor(column);
    let end = 0;
    for (const { count, bytes, words, halves, places } of this.#stretches) {
      const place = places[column] ?? 0;
      const [least, size, start] = [words[place / 4] ?? 0, words[place / 4 + 1] ?? 0, place + headerBytes];
      const numbers = { least, first: end, end: end + count, room };
      end += count;
      if (size === 0) room.fill(least, numbers.first, end);
      else if (size === 1) addBytes(bytes, start, numbers);
      else if (size === 2) addHalves(halves, start / 2, numbers);
      else addWords(words, start / 4, numbers);
    }
    return room.subarray(0, end);
  }

  #roomFor(column: number): Int32Array {
    const room = this.#room[column];
    if (room !== undefined && room.length >= this.#count) return room;
    return (this.#room[column] = new Int32Array(this.#count * 2));
  }
}

/** All facts of a stretch, one after the other. */
export function unpacked(bytes: Uint8Array, width: number): Int32Array {
  const columns = new PackedColumns(width);
  columns.add(opened(bytes, width));
  const facts = new Int32Array(columns.count * width);
  for (let column = 0; column < width; column += 1) {
    const numbers = columns.of(column);
    for (let fact = 0; fact < columns.count; fact += 1) facts[fact * width + column] = numbers[fact] ?? 0;
  }
  return facts;
}

/** The least number of a column, and how many bytes each takes beyond it. */
const leastIn = ({ words, places }: OpenStretch, column: number): number => words[(places[column] ?? 0) / 4] ?? 0;
const sizeIn = ({ words, places }: OpenStretch, column: number): number => words[(places[column] ?? 0) / 4 + 1] ?? 0;

function numberIn(stretch: OpenStretch, column: number, place: number): number {
  const [least, size] = [leastIn(stretch, column), sizeIn(stretch, column)];
  if (size === 0) return least;
  const start = (stretch.places[column] ?? 0) + headerBytes;
  const beyond = size === 1 ? stretch.bytes : size === 2 ? stretch.halves : stretch.words;
  return (least + (beyond[start / size + place] ?? 0)) | 0;
}

/** Into which room numbers go, from where to where, and what is added to each. */
interface Unpacking {
  readonly least: number;
  readonly first: number;
  readonly end: number;
  readonly room: Int32Array;
}

// The same three times: a loop that meets numbers of one size only is made into the fastest there is for them.
function addBytes(bytes: Uint8Array, start: number, { least, first, end, room }: Unpacking): void {
  for (let to = first, from = start; to < end; to += 1, from += 1) room[to] = least + (bytes[from] as number);
}
function addHalves(halves: Uint16Array, start: number, { least, first, end, room }: Unpacking): void {
  for (let to = first, from = start; to < end; to += 1, from += 1) room[to] = least + (halves[from] as number);
}
function addWords(words: Int32Array, start: number, { least, first, end, room }: Unpacking): void {
  for (let to = first, from = start; to < end; to += 1, from += 1) room[to] = least + (words[from] as number);
}
