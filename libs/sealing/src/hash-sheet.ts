import { hash } from 'node:crypto';

/**
 * What is to be hashed, gathered on one page that is written over every time: a hash in one call costs half of one that
 * is fed piece by piece, and leaves nothing for the collector.
 */
export class HashSheet {
  #page = Buffer.allocUnsafeSlow(16 * 1024);
  #end = 0;

  /** Begins anew, with these bytes. */
  start(first: Uint8Array): void {
    this.#end = 0;
    this.#room(first.length);
    this.#page.set(first, 0);
    this.#end = first.length;
  }

  /** Four bytes, big-endian. */
  length(length: number): void {
    this.#room(4);
    this.#end = this.#page.writeUInt32BE(length, this.#end);
  }

  byte(byte: number): void {
    this.#room(1);
    this.#end = this.#page.writeUInt8(byte, this.#end);
  }

  /** UTF-8 behind its length in bytes, so that no two lists of texts give the same bytes. */
  text(text: string): void {
    this.#room(4 + 3 * text.length);
    const written = this.#page.write(text, this.#end + 4, 'utf8');
    this.#page.writeUInt32BE(written, this.#end);
    this.#end += 4 + written;
  }

  /** Bytes behind their length. */
  bytes(bytes: Uint8Array): void {
    this.length(bytes.length);
    this.#room(bytes.length);
    this.#page.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** SHA-256 of what stands here, 32 bytes. */
  hashed(): Uint8Array {
    return hash('sha256', this.#page.subarray(0, this.#end), 'buffer');
  }

  /** The same as text: `hex`, or `binary`, one character a byte. A string costs a third of a buffer. */
  hashedAs(form: 'hex' | 'binary'): string {
    return hash('sha256', this.#page.subarray(0, this.#end), form);
  }

  #room(more: number): void {
    if (this.#end + more <= this.#page.length) return;
    const wider = Buffer.allocUnsafeSlow(2 * (this.#end + more));
    this.#page.copy(wider, 0, 0, this.#end);
    this.#page = wider;
  }
}
