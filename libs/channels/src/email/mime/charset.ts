import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { arabicCharsetOf } from './arabic-charset.js';
import { toBytes } from './byte-text.js';
import type { ByteText } from './byte-text.js';

type Decode = (bytes: Uint8Array) => string;

const decodeAs = (label: string): Decode => {
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
};
const utf8 = decodeAs('utf-8');
/** Labels come from the mail, so what is remembered of them is bounded. */
const rememberedLabels = 200;
const decoders = new Map<string, Decode>();

/**
 * Bytes to text by the charset a mail names. Labels are those of the WHATWG Encoding Standard, then those of iconv
 * (UTF-7, DOS and Macintosh pages). Bytes of an unknown or unnamed charset, and 8-bit bytes that call themselves
 * ASCII, are UTF-8 (RFC 6532), unless they look like Arabic in one of the old charsets. Never throws; what has no meaning
 * becomes U+FFFD.
 */
export function decodeBytes(bytes: Uint8Array, label = ''): string {
  if (isAscii(bytes) && !isStateful(label))
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return decoderFor(label)(bytes);
}

/** As `decodeBytes`, for byte text. */
export const decodeByteText = (text: ByteText, label = ''): string =>
  isSevenBit(text) && !isStateful(label) ? text : decodeBytes(toBytes(text), label);

/** Whether the mail's own label is one this code can decode by. */
export const knowsCharset = (label: string): boolean => decoderFor(label) !== guess;

const guessOr =
  (fallback: Decode): Decode =>
  (bytes) => {
    const arabic = isUtf8(bytes) ? '' : arabicCharsetOf(bytes);
    if (arabic !== '') return decoderFor(arabic)(bytes);
    return (isUtf8(bytes) ? utf8 : fallback)(bytes);
  };
const guess = guessOr(utf8);
/** WHATWG reads ASCII as windows-1252. */
const guessAscii = guessOr(decodeAs('windows-1252'));

/** Charsets in which plain ASCII bytes may mean something else. */
const isStateful = (label: string): boolean =>
  label !== '' && /utf-?(?:7|16|32)|2022|^hz|ucs|ebcdic|cp037/i.test(label);

function isSevenBit(text: ByteText): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function decoderFor(label: string): Decode {
  const known = decoders.get(label);
  if (known) return known;
  const found = findDecoder(label.trim().replace(/^["']|["']$/g, ''));
  if (decoders.size < rememberedLabels) decoders.set(label, found);
  return found;
}

function findDecoder(label: string): Decode {
  if (/^(?:us-)?ascii$/i.test(label)) return guessAscii;
  try {
    return decodeAs(label);
  } catch {
    return iconv.encodingExists(label) ? (bytes) => iconv.decode(bytes, label) : guess;
  }
}
