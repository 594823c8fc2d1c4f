/** What an element of an array parameter is. */
export type ArrayForm = 'text' | 'bigint' | 'int' | 'bytea' | 'uuid';
/** An element: texts and uuids are text, bytes are bytes, whole numbers are numbers or bigints. */
export type Element = string | number | bigint | Uint8Array | null;

/** How elements of one form are written: the number of their type in `pg_type`, how long each is, and the writing. */
interface Writing {
  readonly type: number;
  readonly length: (element: NonNullable<Element>) => number;
  readonly write: (buffer: Buffer, element: NonNullable<Element>, at: number) => unknown;
}

const writings: Readonly<Record<ArrayForm, Writing>> = {
  text: {
    type: 25,
    length: (text) => Buffer.byteLength(text as string),
    write: (buffer, text, at) => buffer.write(text as string, at),
  },
  bigint: { type: 20, length: () => 8, write: writeBigint },
  int: { type: 23, length: () => 4, write: (buffer, number, at) => buffer.writeInt32BE(number as number, at) },
  bytea: {
    type: 17,
    length: (bytes) => (bytes as Uint8Array).length,
    write: (buffer, bytes, at) => buffer.set(bytes as Uint8Array, at),
  },
  uuid: {
    type: 2950,
    length: () => 16,
    write: writeUuid,
  },
};

const headerBytes = 20;
const lengthBytes = 4;

/**
 * An array as PostgreSQL’s own bytes, for a parameter of exactly this type. The client would write it as text, in which
 * every character is looked at for what must be escaped, here and again on the server, and bytes are twice as long.
 * Errors: `TypeError` for a number that is not whole, or beyond what a number holds exactly, and for what is no uuid.
 */
export function binaryArray(form: ArrayForm, elements: readonly Element[]): Buffer {
  const { type, length, write } = writings[form];
  if (elements.length === 0) return headerOf([0, 0, type]);
  let [room, hasNull] = [headerBytes, 0];
  for (const element of elements) {
    if (element === null) hasNull = 1;
    room += lengthBytes + (element === null ? 0 : length(element));
  }
  const buffer = Buffer.allocUnsafe(room);
  let at = headerOf([1, hasNull, type, elements.length, 1]).copy(buffer);
  for (const element of elements) {
    const size = element === null ? -1 : length(element);
    at = buffer.writeInt32BE(size, at);
    if (element === null) continue;
    write(buffer, element, at);
    at += size;
  }
  return buffer;
}

/** Dimensions, whether there is a null, the type of elements; and of the one dimension, how many, and where they begin. */
function headerOf(numbers: readonly number[]): Buffer {
  const header = Buffer.allocUnsafe(4 * numbers.length);
  numbers.forEach((number, place) => header.writeInt32BE(number, 4 * place));
  return header;
}

function writeUuid(buffer: Buffer, given: NonNullable<Element>, at: number): void {
  const uuid = given as string;
  if (buffer.write(uuid.replaceAll('-', ''), at, 'hex') !== 16) throw new TypeError(`${uuid} is no uuid`);
}

/** In two halves: no bigint is made for it. */
function writeBigint(buffer: Buffer, given: NonNullable<Element>, at: number): void {
  if (typeof given === 'bigint') {
    buffer.writeBigInt64BE(given, at);
    return;
  }
  const number = given as number;
  if (!Number.isSafeInteger(number)) throw new TypeError(`${number} is no whole number`);
  const upper = Math.floor(number / 2 ** 32);
  buffer.writeInt32BE(upper, at);
  buffer.writeUInt32BE(number - upper * 2 ** 32, at + 4);
}
