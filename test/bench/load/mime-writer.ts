/** The longest line of an encoded text, its soft break included (RFC 2045). */
const longestLine = 76;
/** Characters of base64 an encoded word has room for beside its frame (RFC 2047), in whole letters of four. */
const wordLength = 60;

/** Lines of quoted-printable: what is not plain ASCII as `=XX`, long lines broken softly. */
export const quotedPrintable = (text: string): readonly string[] => text.split('\n').flatMap(quotedLine);

function quotedLine(line: string): readonly string[] {
  const tokens = Array.from(Buffer.from(line), (byte) =>
    (byte >= 0x20 && byte <= 0x7e && byte !== 0x3d ? String.fromCharCode(byte) : hexOf('=', byte)),
  ); // prettier-ignore
  if (tokens.at(-1) === ' ') tokens.splice(-1, 1, '=20');
  const lines: string[] = [];
  let current = '';
  for (const token of tokens) {
    if (current.length + token.length >= longestLine) {
      lines.push(`${current}=`);
      current = '';
    }
    current += token;
  }
  return [...lines, current];
}

const hexOf = (sign: string, byte: number): string => `${sign}${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** Encoded words in UTF-8 and base64, folded where one is not enough; no letter is cut in two. */
export function encodedWord(text: string): string {
  const words: string[] = [];
  let current = '';
  for (const letter of text) {
    if (base64(current + letter).length > wordLength) {
      words.push(current);
      current = '';
    }
    current += letter;
  }
  return [...words, current].map((word) => `=?utf-8?B?${base64(word)}?=`).join('\r\n ');
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** A parameter of a header field with a value in any language (RFC 2231), continued where it is long. */
export function parameterOf(name: string, value: string): string {
  const tokens = Array.from(Buffer.from(value), (byte) =>
    /[\w.-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hexOf('%', byte),
  );
  const sections: string[] = [''];
  for (const token of tokens) {
    if ((sections.at(-1)?.length ?? 0) + token.length > wordLength) sections.push('');
    sections[sections.length - 1] += token;
  }
  if (sections.length === 1) return `${name}*=utf-8''${sections[0]}`;
  return sections.map((section, at) => `${name}*${at}*=${at === 0 ? "utf-8''" : ''}${section}`).join(';\r\n ');
}

/** Base64 in lines of 76 characters. */
export const base64Lines = (text: string): readonly string[] => text.match(/.{1,76}/g) ?? [];

/** Lines of whole words, about seventy characters each. */
export function wrapped(text: string): readonly string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length >= 70) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
