import { trimBlanks } from './byte-text.js';
import type { ByteText } from './byte-text.js';
import { decodeBytes, decodeByteText } from './charset.js';
import { base64Bytes, decodeQuotedPrintable } from './transfer-encoding.js';

/** How `=?charset*language?B?payload?=` begins. */
const wordStart = /=\?([^?* \t]*)(?:\*[^?]*)?\?([bq])\?/gi;

interface Word {
  readonly charset: string;
  readonly bytes: Buffer;
  /** As it stands in the header, with the blanks before it. */
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
  for (const { start, next, charset, encoding, payload } of wordsIn(raw)) {
    const before = raw.slice(end, start);
    // Blanks between two words mean nothing (RFC 2047 §6.2).
    if (run.length === 0 || trimBlanks(before) !== '') {
      pieces.push(decodeRun(run), decodeByteText(setOff(before)));
      run = [];
    }
    run.push({ charset, bytes: payloadBytes(encoding, payload), raw: raw.slice(run.length === 0 ? start : end, next) });
    end = next;
  }
  pieces.push(decodeRun(run), decodeByteText(raw.slice(end)));
  return pieces.join('');
}

interface Found {
  readonly start: number;
  readonly next: number;
  readonly charset: string;
  readonly encoding: string;
  readonly payload: ByteText;
}

/** The end is looked for once: where a word has none, no later one has, and beginnings alone cost one pass. */
function* wordsIn(raw: ByteText): Generator<Found> {
  for (let from = 0; ;) {
    wordStart.lastIndex = from;
    const match = wordStart.exec(raw);
    const payloadStart = wordStart.lastIndex;
    const payloadEnd = match ? raw.indexOf('?=', payloadStart) : -1;
    if (!match || payloadEnd < 0) return;
    from = payloadEnd + 2;
    const [, charset = '', encoding = ''] = match;
    yield { start: match.index, next: from, charset, encoding, payload: raw.slice(payloadStart, payloadEnd) };
  }
}

/** A filter that writes its mark before a word forgets the blank that sets the word off (RFC 2047 §5). */
const setOff = (before: ByteText): ByteText => (/[^ \t\r\n("]$/.test(before) ? `${before} ` : before);

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
