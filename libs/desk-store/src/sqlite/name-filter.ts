/** Bits for each id: with four of them set by each, one look in four hundred is in vain. */
const bitsEach = 16;

/** A Bloom filter over the ids of one run: says "not here" for sure, and "perhaps" otherwise. Its bits are storage. */
export class NameFilter {
  private constructor(readonly bits: Uint8Array) {}

  static empty(ids: number): NameFilter {
    return new NameFilter(new Uint8Array((ids * bitsEach) / 8));
  }
  static stored(bits: Uint8Array): NameFilter {
    return new NameFilter(bits);
  }

  add(id: string): void {
    for (let look = 0; look < 4; look++) {
      const bit = this.bitFor(id, look);
      this.bits[bit >>> 3] = (this.bits[bit >>> 3] ?? 0) | (1 << (bit & 7));
    }
  }

  mayHold(id: string): boolean {
    for (let look = 0; look < 4; look++) {
      const bit = this.bitFor(id, look);
      if (((this.bits[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) return false;
    }
    return true;
  }

  /** An id is a digest, one character a byte, so any four of them are a hash already. */
  private bitFor(id: string, look: number): number {
    const at = 4 * look;
    const [high, low] = [id.charCodeAt(at) * 256 + id.charCodeAt(at + 1), id.charCodeAt(at + 2) * 256];
    return (high * 65_536 + low + id.charCodeAt(at + 3)) % (this.bits.length * 8);
  }
}
