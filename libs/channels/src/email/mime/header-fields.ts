import { trimBlanks } from './byte-text.js';
import type { ByteText } from './byte-text.js';
import { decodeWords } from './encoded-words.js';

/** More fields than any honest mail has; the rest is not looked at. */
const mostFields = 2_000;

interface Field {
  readonly name: string;
  readonly raw: ByteText;
}

/** The header of a mail or of one of its parts. Names are compared without case. */
export class HeaderFields {
  private readonly fields: readonly Field[];

  constructor(block: ByteText) {
    this.fields = splitFields(block);
  }

  /** Unfolded value as sent, of the last field with this name (a later one corrects an earlier); '' for none. */
  raw(name: string): ByteText {
    return this.fields.findLast((field) => field.name === name)?.raw ?? '';
  }

  /** Unfolded values of every field with this name, in order. */
  all(name: string): readonly ByteText[] {
    return this.fields.filter((field) => field.name === name).map(({ raw }) => raw);
  }

  has(name: string): boolean {
    return this.fields.some((field) => field.name === name);
  }

  /** The value as people read it; '' for none. */
  text(name: string): string {
    return decodeWords(this.raw(name));
  }

  /** No field at all: what stood there was not a header. */
  get isEmpty(): boolean {
    return this.fields.length === 0;
  }
}

const splitFields = (block: ByteText): readonly Field[] =>
  block
    .split(/\r?\n(?![ \t])/, mostFields)
    .map(toField)
    .filter((field) => field !== undefined);

/** Lines without a colon are no field (an mbox `From ` line, a stray delimiter): passed over. */
function toField(line: ByteText): Field | undefined {
  const colon = line.indexOf(':');
  if (colon < 1) return undefined;
  return { name: trimBlanks(line.slice(0, colon)).toLowerCase(), raw: unfold(line.slice(colon + 1)) };
}

const unfold = (value: ByteText): ByteText =>
  trimBlanks(value.includes('\n') ? value.replace(/(?<![ \t])[ \t]*\r?\n[ \t]*/g, ' ') : value);
