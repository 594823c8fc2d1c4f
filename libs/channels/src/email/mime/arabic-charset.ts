/** Bytes that are Arabic letters, marks or punctuation in windows-1256 and in ISO 8859-6. */
const windowsArabic = byteSet(
  [0xa1, 0xba, 0xbf, 0xe1, 0xec, 0xed, 0xf5, 0xf6, 0xf8, 0xfa],
  [0xc0, 0xd6],
  [0xd8, 0xdf],
  [0xe3, 0xe6],
  [0xf0, 0xf3],
);
const isoArabic = byteSet([0xac, 0xbb, 0xbf], [0xc1, 0xda], [0xe0, 0xf2]);

/** Enough bytes to tell by. */
const bytesRead = 2_000;
const fewestLetters = 4;

/**
 * The Arabic charset that bytes without a (true) label are most likely in, or '' for none. Arabic text uses none of
 * the places where these charsets have Latin letters, which Western, Greek and Cyrillic texts use all the time.
 */
export function arabicCharsetOf(bytes: Uint8Array): string {
  const high = bytes.subarray(0, bytesRead).filter((byte) => byte > 0xa0);
  if (high.length < fewestLetters) return '';
  if (shareIn(high, windowsArabic) > 0.95 && hasWord(bytes)) return 'windows-1256';
  // Half of ISO 8859-6 lies where Cyrillic text of KOI8-R has nearly all its letters; the other half does not.
  return shareIn(high, isoArabic) > 0.95 && shareIn(high, (byte) => byte >= 0xe0) > 0.15 ? 'iso-8859-6' : '';
}

const shareIn = (bytes: Uint8Array, has: (byte: number) => boolean): number =>
  bytes.filter((byte) => has(byte)).length / bytes.length;

/** A word of three letters: umlauts and accents stand alone. */
function hasWord(bytes: Uint8Array): boolean {
  return bytes.some((byte, index) => byte > 0xbf && (bytes[index + 1] ?? 0) > 0xbf && (bytes[index + 2] ?? 0) > 0xbf);
}

function byteSet(
  single: readonly number[],
  ...ranges: readonly (readonly [number, number])[]
): (byte: number) => boolean {
  const bytes = new Set(single);
  for (const [first, last] of ranges) for (let byte = first; byte <= last; byte++) bytes.add(byte);
  return (byte) => bytes.has(byte);
}
