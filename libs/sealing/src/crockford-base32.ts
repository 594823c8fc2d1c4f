const alphabet = Buffer.from('0123456789abcdefghjkmnpqrstvwxyz', 'latin1');
/** Written over every time: a text put together letter by letter would leave one behind for each. */
const letters = Buffer.allocUnsafeSlow(64);

/**
 * The first `length` characters (5 bits each, highest first) of `bytes` in Crockford's base32, lower case. `bytes` is
 * text of one character a byte (latin1). Errors: `RangeError` where there are too few.
 */
export function crockfordBase32(bytes: string, length: number): string {
  if (5 * length > 8 * bytes.length) throw new RangeError(`${bytes.length} bytes do not fill ${length} characters`);
  let waiting = 0;
  let bits = 0;
  for (let at = 0, written = 0; written < length; at += 1) {
    waiting = ((waiting << 8) | bytes.charCodeAt(at)) & 0xfff;
    for (bits += 8; bits >= 5 && written < length; bits -= 5) {
      letters[written++] = alphabet[(waiting >> (bits - 5)) & 31] as number;
    }
  }
  return letters.toString('latin1', 0, length);
}
