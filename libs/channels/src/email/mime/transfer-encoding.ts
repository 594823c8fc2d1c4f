import { toBytes } from './byte-text.js';
import type { ByteText } from './byte-text.js';

/** A body with its Content-Transfer-Encoding taken off; `sound` is false where it was not what it claimed to be. */
export interface Decoded {
  readonly bytes: Buffer;
  readonly sound: boolean;
}

/**
 * Takes off the transfer encoding (RFC 2045 §6): base64 and quoted-printable; anything else is left as it is.
 * A body that is no base64 at all comes back as it was, unsound.
 */
export function decodeTransfer(body: ByteText, encoding: string): Decoded {
  switch (encoding.trim().toLowerCase()) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return { bytes: decodeQuotedPrintable(body), sound: true };
    default:
      return { bytes: toBytes(body), sound: true };
  }
}

/** What follows the first line that is no base64 is left out: a list's footer, most of the time. */
function decodeBase64(body: ByteText): Decoded {
  const junk = body.search(/[^A-Za-z0-9+/=\s]/);
  if (junk < 0) return { bytes: base64Bytes(body), sound: true };
  const lines = body.slice(0, body.lastIndexOf('\n', junk) + 1);
  const valid = lines.trim() === '' ? body.slice(0, junk) : lines;
  return valid.trim() === '' ? { bytes: toBytes(body), sound: false } : { bytes: base64Bytes(valid), sound: true };
}

/** Base64 as mails have it: also several padded runs glued together, of which Node would read the first. */
export function base64Bytes(text: ByteText): Buffer {
  const padding = text.indexOf('=');
  if (padding < 0 || /^[=\s]*$/.test(text.slice(padding))) return Buffer.from(text, 'base64');
  const runs = text.replace(/\s+/g, '').split(/=+/);
  const rest = runs.pop() ?? '';
  const whole = rest.slice(0, rest.length - (rest.length % 4));
  return Buffer.concat([...runs, whole].map((run) => Buffer.from(run, 'base64')));
}

const equals = 0x3d;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Quoted-printable (RFC 2045 §6.7); blanks at the end of a line go, an escape that is none stays as written. */
export function decodeQuotedPrintable(body: ByteText): Buffer {
  const source = toBytes(/[ \t]\r?\n/.test(body) ? body.replace(/(?<![ \t])[ \t]+(?=\r?\n)/g, '') : body);
  let written = 0;
  for (let read = 0; read < source.length; read++) {
    const byte = source[read] as number;
    const escaped = byte === equals ? hexPair(source, read + 1) : -1;
    const skipped = byte === equals && escaped < 0 ? softBreakLength(source, read) : 0;
    if (skipped === 0) source[written++] = escaped < 0 ? byte : escaped;
    read += escaped < 0 ? Math.max(0, skipped - 1) : 2;
  }
  return source.subarray(0, written);
}

function softBreakLength(source: Buffer, at: number): number {
  if (at === source.length - 1) return 1;
  if (source[at + 1] === lineFeed) return 2;
  return source[at + 1] === carriageReturn && source[at + 2] === lineFeed ? 3 : 0;
}

/** The byte that two hexadecimal digits stand for; negative where they are none. */
export const hexPair = (source: Buffer, at: number): number => {
  const high = hexDigits[source[at] ?? 0] as number;
  const low = hexDigits[source[at + 1] ?? 0] as number;
  return high < 0 || low < 0 ? -1 : high * 16 + low;
};

/** What each byte is worth as a hexadecimal digit; negative for none. */
const hexDigits = Int8Array.from({ length: 256 }, (_, byte) => '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase())); // prettier-ignore
