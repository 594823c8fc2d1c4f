import type { SealedPart, SealedParts } from '#event-log';
import { namesInOrder } from './names-in-order.js';
import { SealedPartsUnreadable } from './sealing.errors.js';

const layout = 1;
const inPlace = 0;
const inBlobStore = 1;

/**
 * Sealed parts as the bytes of one column. Storage: this layout is read for ever.
 *
 *     layout               1 byte: 1
 *     number of parts      whole
 *     for each part, by name (UTF-16 order):
 *       name               whole (length), UTF-8
 *       key id             whole
 *       owner              whole (length + 1), UTF-8; or the single byte 0: the owner of the part before
 *       form               1 byte: 0 in place, 1 in the blob store
 *       in place:          whole (length), bytes
 *       in the blob store: 32 bytes, the SHA-256 that names them
 *
 * A whole is LEB128: seven bits a byte, lowest first, the high bit set on all bytes but the last.
 */
export function encodeSealedParts(parts: SealedParts): Buffer {
  const names = namesInOrder(parts);
  column.start();
  column.byte(layout);
  column.whole(names.length);
  let owner: string | undefined;
  for (const name of names) {
    const part = parts[name] as SealedPart;
    column.text(name, 0);
    column.whole(part.keyId);
    if (part.owner === owner) column.whole(0);
    else column.text(part.owner, 1);
    column.contents(part);
    owner = part.owner;
  }
  return column.written();
}

/** The column under way, on one page that is written over every time. */
class ColumnWriter {
  #page = Buffer.allocUnsafeSlow(4096);
  #end = 0;

  start(): void {
    this.#end = 0;
  }

  byte(byte: number): void {
    this.#room(1);
    this.#page[this.#end++] = byte;
  }

  whole(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80);
    this.byte(rest);
  }

  /** Behind its length in bytes, and `more`. */
  text(text: string, more: 0 | 1): void {
    const length = Buffer.byteLength(text);
    this.whole(length + more);
    this.#room(length);
    this.#end += this.#page.write(text, this.#end, 'utf8');
  }

  contents({ bytes = nothing, blob }: SealedPart): void {
    this.byte(blob === undefined ? inPlace : inBlobStore);
    if (blob !== undefined) return this.#bytes(Buffer.from(blob, 'hex'));
    this.whole(bytes.length);
    this.#bytes(bytes);
  }

  /** A copy of what was written since `start`. */
  written(): Buffer {
    return Buffer.from(this.#page.subarray(0, this.#end));
  }

  #bytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#page.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  #room(more: number): void {
    if (this.#end + more <= this.#page.length) return;
    const wider = Buffer.allocUnsafeSlow(2 * (this.#end + more));
    this.#page.copy(wider, 0, 0, this.#end);
    this.#page = wider;
  }
}

const column = new ColumnWriter();
const nothing = new Uint8Array(0);

/**
 * Reads what `encodeSealedParts` wrote. The parts' bytes are views of the column, not copies.
 *
 * Errors: `SealedPartsUnreadable` for another layout, or bytes that end too early or too late.
 */
export function decodeSealedParts(column: Uint8Array): SealedParts {
  const reader = new ColumnReader(column);
  if (reader.byte() !== layout) throw new SealedPartsUnreadable(`sealed parts of layout ${column[0]}`);
  const parts: Record<string, SealedPart> = {};
  let owner = '';
  for (let left = reader.whole(); left > 0; left -= 1) {
    const name = reader.text(reader.whole());
    const keyId = reader.whole();
    const ownerLength = reader.whole();
    if (ownerLength > 0) owner = reader.text(ownerLength - 1);
    parts[name] = { keyId, owner, ...reader.contents() };
  }
  reader.end();
  return parts;
}

class ColumnReader {
  readonly #bytes: Buffer;
  #at = 0;
  constructor(column: Uint8Array) {
    this.#bytes = Buffer.from(column.buffer, column.byteOffset, column.byteLength);
  }

  byte(): number {
    return this.bytes(1)[0] as number;
  }

  whole(): number {
    let value = 0;
    for (let unit = 1; unit <= 2 ** 49; unit *= 0x80) {
      const byte = this.byte();
      value += (byte % 0x80) * unit;
      if (byte < 0x80) return value;
    }
    throw new SealedPartsUnreadable('sealed parts hold a number that is too long');
  }

  text(length: number): string {
    return this.bytes(length).toString('utf8');
  }

  contents(): Pick<SealedPart, 'bytes' | 'blob'> {
    const form = this.byte();
    if (form === inPlace) return { bytes: this.bytes(this.whole()) };
    if (form === inBlobStore) return { blob: this.bytes(32).toString('hex') };
    throw new SealedPartsUnreadable(`sealed parts hold a part of form ${form}`);
  }

  bytes(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new SealedPartsUnreadable('sealed parts end too early');
    const bytes = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  end(): void {
    if (this.#at < this.#bytes.length) throw new SealedPartsUnreadable('sealed parts end too late');
  }
}
