import iconv from 'iconv-lite';

/** Character sets in which the demo's customers write. */
export type Charset = 'utf-8' | 'windows-1256';

const lettersPerWord = 15;

/** A header's text as encoded words (RFC 2047, base64), folded; plain ASCII stays as it is. */
export function headerText(text: string, charset: Charset): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const letters = [...text];
  const words: string[] = [];
  for (let start = 0; start < letters.length; start += lettersPerWord) {
    const part = iconv.encode(letters.slice(start, start + lettersPerWord).join(''), charset);
    words.push(`=?${charset}?B?${part.toString('base64')}?=`);
  }
  return words.join('\r\n ');
}

/** A text part's headers and encoded body. */
export interface EncodedText {
  readonly headers: readonly string[];
  readonly body: string;
}

/** A text as a part of a mail, in the transfer encoding asked for. */
export function encodedText(
  text: string,
  type: 'plain' | 'html',
  { charset, transfer }: { readonly charset: Charset; readonly transfer: 'base64' | 'quoted-printable' },
): EncodedText {
  const bytes = iconv.encode(text.replaceAll('\n', '\r\n'), charset);
  return {
    headers: [`Content-Type: text/${type}; charset=${charset}`, `Content-Transfer-Encoding: ${transfer}`],
    body: transfer === 'base64' ? base64Lines(bytes) : quotedPrintable(bytes),
  };
}

/** Base64 in lines of 76 letters. */
export const base64Lines = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('base64')
    .replace(/.{76}(?=.)/g, '$&\r\n');

/** Quoted-printable (RFC 2045 §6.7): lines end softly before the 76th column, never inside `=XX`. */
export function quotedPrintable(bytes: Uint8Array): string {
  const lines = Buffer.from(bytes).toString('latin1').split('\r\n');
  return lines.map(quotedLine).join('\r\n');
}

function quotedLine(line: string): string {
  const tokens = line.replace(/[^\x20-\x3c\x3e-\x7e]| $/g, hex).match(/=[0-9A-F]{2}|[^=]/g) ?? [];
  let [written, column] = ['', 0];
  for (const token of tokens) {
    if (column + token.length > 75) [written, column] = [`${written}=\r\n`, 0];
    written += token;
    column += token.length;
  }
  return written;
}

const hex = (letter: string): string => `=${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
