import { byteLines } from './byte-lines.js';

/** One mail of an mbox; `undefined` bytes when it is larger than a desk takes. */
export interface MboxMail {
  /** Counted from 1. */
  readonly number: number;
  readonly bytes: Buffer | undefined;
  /** Bytes it took in the file. */
  readonly length: number;
}

/** A separator as every writer of mboxes makes it: a time and a year stand in it, in a line somebody wrote they seldom do. */
const separator = /^From \S.*\d{1,2}:\d\d(?::\d\d)?\b.*\b\d{4}\b/;
/** `From ` at the start of a line, hidden from readers behind one `>` more than it had (mboxrd, mboxo). */
const quoted = /^>+From /;
const longestLine = 64 * 1024;

/**
 * Splits an mbox (RFC 4155, mboxo, mboxrd) into its mails, as a stream and byte by byte: beyond separators, their blank
 * lines and one `>` of a quoted `From `, nothing is changed, so a mail is the same here as in a folder of `.eml` files.
 * (mbox-reader, the library at hand, rewrites line ends and splits inside of mails.)
 */
export async function* mailsOf(file: AsyncIterable<Uint8Array>, largest: number): AsyncGenerator<MboxMail, void> {
  let mail: OpenMail | undefined;
  let number = 0;
  let afterBlank = true;
  let midLine = false;
  for await (const line of byteLines(file, longestLine)) {
    if (!midLine && afterBlank && isSeparator(line, number === 0)) {
      if (mail) yield mail.closed(number);
      number += 1;
      mail = new OpenMail(largest, line.length);
    } else mail?.add(midLine ? line : unquoted(line), line.length);
    afterBlank = !midLine && isBlank(line);
    midLine = line.at(-1) !== newline;
  }
  if (mail) yield mail.closed(number);
}

const newline = 0x0a;
const isBlank = (line: Buffer): boolean => line.length <= 2 && line.toString('latin1').trim() === '';
const startOf = (line: Buffer): string => line.toString('latin1', 0, 512);

/** The first line need not be so regular: a file that begins with it is an mbox. */
const isSeparator = (line: Buffer, isFirst: boolean): boolean =>
  line[0] === 0x46 && (isFirst ? startOf(line).startsWith('From ') : separator.test(startOf(line)));

const unquoted = (line: Buffer): Buffer => (line[0] === 0x3e && quoted.test(startOf(line)) ? line.subarray(1) : line);

/** A mail whose end has not been seen. */
class OpenMail {
  private lines: Buffer[] = [];
  private size = 0;

  constructor(
    private readonly largest: number,
    private length: number,
  ) {}

  add(line: Buffer, length: number): void {
    this.length += length;
    this.size += line.length;
    if (this.size > this.largest) this.lines = [];
    else this.lines.push(line);
  }

  closed(number: number): MboxMail {
    const isTooLarge = this.size > this.largest;
    return { number, length: this.length, bytes: isTooLarge ? undefined : Buffer.concat(withoutLastBlank(this.lines)) };
  }
}

/** The blank line before a separator belongs to the separator. */
function withoutLastBlank(lines: readonly Buffer[]): readonly Buffer[] {
  const last = lines.at(-1);
  return last && isBlank(last) ? lines.slice(0, -1) : lines;
}
