const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** The first `length` characters (5 bits each, highest first) of `bytes` in Crockford's base32, lower case. */
export function crockfordBase32(bytes: Uint8Array, length: number): string {
  let written = '';
  let waiting = 0;
  let bits = 0;
  for (const byte of bytes) {
    waiting = (waiting << 8) | byte;
    for (bits += 8; bits >= 5 && written.length < length; bits -= 5) {
      written += alphabet.charAt((waiting >> (bits - 5)) & 31);
    }
    waiting &= (1 << bits) - 1;
    if (written.length === length) return written;
  }
  throw new RangeError(`${bytes.length} bytes do not fill ${length} characters`);
}
