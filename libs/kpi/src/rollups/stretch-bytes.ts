import type { FactColumns } from '../measures/index.js';

/**
 * Facts of a stretch as bytes: how many there are, and then column by column. A column is its least number, how many
 * bytes each of its numbers takes beyond that (0, 1, 2 or 4), and these, filled up to whole 32 bits. What all facts of a
 * stretch have alike takes no room, and what is near to each other little. Numbers are little-endian, as on every
 * machine that Node runs on.
 */
const headerBytes = 8;
const countBytes = 4;

/** Packs facts that lie one after the other, each `width` numbers of 32 bits. */
export function packed(facts: Int32Array, width: number): Uint8Array {
  const count = facts.length / width;
  const columns = Array.from({ length: width }, (_, column) => measuresOf(facts, column, width));
  const room = columns.reduce((sum, { size }) => sum + headerBytes + roomOf(count, size), countBytes);
  const bytes = new Uint8Array(room);
  new Int32Array(bytes.buffer, 0, 1).set([count]);
  let place = countBytes;
  for (const [column, { least, size }] of columns.entries()) {
    new Int32Array(bytes.buffer, place, 2).set([least, size]);
    const beyond = numbersAt(bytes, place + headerBytes, count, size);
    for (let fact = 0; fact < beyond.length; fact += 1) beyond[fact] = (facts[fact * width + column] ?? 0) - least;
    place += headerBytes + roomOf(count, size);
  }
  return bytes;
}

/** All facts, one after the other. */
export function unpacked(bytes: Uint8Array, width: number): Int32Array {
  const columns = new PackedColumns(width);
  columns.add(bytes);
  const facts = new Int32Array(columns.count * width);
  for (let column = 0; column < width; column += 1) {
    const numbers = columns.of(column);
    for (let fact = 0; fact < columns.count; fact += 1) facts[fact * width + column] = numbers[fact] ?? 0;
  }
  return facts;
}

/** One stretch among those that are read together: its bytes, as bytes and as larger numbers, and where columns begin. */
interface Opened {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly halves: Uint16Array;
  readonly places: Int32Array;
}

/** The columns of some stretches, one after the other; each is unpacked when it is first read, into room that is kept. */
export class PackedColumns implements FactColumns {
  readonly #room: Int32Array[];
  readonly #read: (Int32Array | undefined)[];
  #stretches: Opened[] = [];
  #count = 0;

  constructor(private readonly width: number) {
    this.#room = Array.from({ length: width }, () => new Int32Array());
    this.#read = this.#room.map(() => undefined);
  }

  /** How many facts are in them. */
  get count(): number {
    return this.#count;
  }

  /** Adds a stretch behind the others. */
  add(bytes: Uint8Array): void {
    const stretch = opened(bytes, this.width);
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

function opened(bytes: Uint8Array, width: number): Opened {
  const words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  const [count, places] = [words[0] ?? 0, new Int32Array(width)];
  let place = countBytes;
  for (let column = 0; column < width; column += 1) {
    places[column] = place;
    place += headerBytes + roomOf(count, words[place / 4 + 1] ?? 0);
  }
  return { count, bytes, words, halves, places };
}

function measuresOf(
  facts: Int32Array,
  column: number,
  width: number,
): { readonly least: number; readonly size: number } {
  let [least, most] = [facts[column] ?? 0, facts[column] ?? 0];
  for (let place = column; place < facts.length; place += width) {
    const number = facts[place] ?? 0;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  const reach = most - least;
  return { least, size: reach === 0 ? 0 : reach < 0x100 ? 1 : reach < 0x1_0000 ? 2 : 4 };
}

function numbersAt(
  bytes: Uint8Array,
  place: number,
  count: number,
  size: number,
): Uint8Array | Uint16Array | Uint32Array {
  const start = bytes.byteOffset + place;
  if (size === 4) return new Uint32Array(bytes.buffer, start, count);
  if (size === 2) return new Uint16Array(bytes.buffer, start, count);
  return new Uint8Array(bytes.buffer, start, size === 0 ? 0 : count);
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

const roomOf = (count: number, size: number): number => Math.ceil((count * size) / 4) * 4;
