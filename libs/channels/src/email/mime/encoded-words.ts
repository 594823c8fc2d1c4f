import { trimBlanks } from './byte-text.js';
import type { ByteText } from './byte-text.js';
import { decodeBytes, decodeByteText } from './charset.js';
import { base64Bytes, decodeQuotedPrintable } from './transfer-encoding.js';

/** `=?charset*language?B?payload?=`, with the blanks before it: between two words they mean nothing. */
const word = /(?<![ \t\r\n])([ \t\r\n]*)=\?([^?* \t]*)(?:\*[^?]*)?\?([bq])\?(.*?)\?=/gi;

interface Word {
  readonly charset: string;
  readonly bytes: Buffer;
  /** As it stands in the header. */
  readonly raw: ByteText;
}

/**
 * Unstructured header text (RFC 5322 §2.2.1, RFC 2047) as people read it. Raw 8-bit text is taken as UTF-8 if it can
 * be, words of one charset that follow each other are decoded together (a character may be split between them).
 */
export function decodeWords(raw: ByteText): string {
  if (!raw.includes('=?')) return decodeByteText(raw);
  const pieces: string[] = [];
  let run: Word[] = [];
  let end = 0;
  for (const match of raw.matchAll(word)) {
    const [whole, blanks = '', charset = '', encoding = '', payload = ''] = match;
    const between = raw.slice(end, match.index);
    if (between !== '' || run.length === 0) {
      // A filter that writes its mark before the word forgets the blank that sets a word off (RFC 2047 §5).
      const gap = blanks === '' && /[^ \t("]$/.test(between) ? ' ' : blanks;
      pieces.push(decodeRun(run), decodeByteText(between + gap));
      run = [];
    }
    run.push({ charset, bytes: payloadBytes(encoding, payload), raw: whole });
    end = match.index + whole.length;
  }
  pieces.push(decodeRun(run), decodeByteText(raw.slice(end)));
  return pieces.join('');
}

const payloadBytes = (encoding: string, payload: ByteText): Buffer =>
  encoding === 'B' || encoding === 'b' ? base64Bytes(payload) : decodeQuotedPrintable(payload.replace(/ ?_ ?/g, ' '));

function decodeRun(run: readonly Word[]): string {
  if (run.length === 0) return '';
  const groups: Word[][] = [];
  for (const one of run) {
    const last = groups.at(-1);
    if (last?.[0]?.charset.toLowerCase() === one.charset.toLowerCase()) last.push(one);
    else groups.push([one]);
  }
  return groups.map(decodeGroup).join('');
}

/** Words that make no sense in the charset they name are shown as they stand (RFC 2047 §6.2). */
function decodeGroup(words: readonly Word[]): string {
  const text = decodeBytes(Buffer.concat(words.map(({ bytes }) => bytes)), words[0]?.charset);
  const lost = text.split('\ufffd').length - 1;
  return lost * 4 > text.length ? trimBlanks(words.map(({ raw }) => raw).join('')) : text;
}

/** Text that was meant for a header but came out of another decoding (a file name in RFC 2231 form, say). */
export const decodeWordsIn = (text: string): string => (text.includes('=?') ? decodeWords(toBytesOf(text)) : text);

const toBytesOf = (text: string): ByteText => Buffer.from(text, 'utf8').toString('latin1');
