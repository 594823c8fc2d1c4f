/**
 * Facts of a stretch as bytes: how many there are, and then column by column. A column is its least number, how many
 * bytes each of its numbers takes beyond that (0, 1, 2 or 4), and these, filled up to whole 32 bits. What all facts of a
 * stretch have alike takes no room, and what is near to each other little. Numbers are little-endian, as on every
 * machine that Node runs on.
 */
export const headerBytes = 8;
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

/** The bytes of a stretch, as bytes and as larger numbers, and where its columns begin. */
export interface OpenStretch {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly halves: Uint16Array;
  readonly places: Int32Array;
}

/** Finds the columns in the bytes of a stretch, without unpacking any. */
export function opened(bytes: Uint8Array, width: number): OpenStretch {
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

const roomOf = (count: number, size: number): number => Math.ceil((count * size) / 4) * 4;
