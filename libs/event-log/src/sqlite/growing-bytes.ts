/** One page for all bytes of a request: many small buffers would cost more than all that is written into them. */
export class GrowingBytes {
  #page = Buffer.allocUnsafeSlow(4096);
  #end = 0;

  put(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#page.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** The 16 bytes of a UUID in text form. */
  putUuid(uuid: string): void {
    this.#room(16);
    this.#end += this.#page.write(uuid.replaceAll('-', ''), this.#end, 'hex');
  }

  /** What was put, in a buffer of its own: what crosses a thread takes all of its buffer with it. */
  taken(): Uint8Array {
    return new Uint8Array(this.#page.subarray(0, this.#end));
  }

  #room(more: number): void {
    if (this.#end + more <= this.#page.length) return;
    const wider = Buffer.allocUnsafeSlow(2 * (this.#end + more));
    this.#page.copy(wider, 0, 0, this.#end);
    this.#page = wider;
  }
}
