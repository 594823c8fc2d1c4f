import { trimBlanks } from './byte-text.js';
import type { ByteText } from './byte-text.js';
import { decodeWords } from './encoded-words.js';

/** More fields than any honest mail has; the rest is not looked at. */
const mostFields = 2_000;

/** The header of a mail or of one of its parts. Names are compared without case. */
export class HeaderFields {
  /** Values as they lie in the mail, by name: most of them nobody asks for, so they are unfolded when somebody does. */
  private readonly fields: ReadonlyMap<string, readonly ByteText[]>;

  constructor(block: ByteText) {
    this.fields = splitFields(block);
  }

  /** Unfolded value as sent, of the last field with this name (a later one corrects an earlier); '' for none. */
  raw(name: string): ByteText {
    const value = this.fields.get(name)?.at(-1);
    return value === undefined ? '' : unfold(value);
  }

  /** Unfolded values of every field with this name, in order. */
  all(name: string): readonly ByteText[] {
    return this.fields.get(name)?.map(unfold) ?? [];
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  /** The value as people read it; '' for none. */
  text(name: string): string {
    return decodeWords(this.raw(name));
  }

  /** No field at all: what stood there was not a header. */
  get isEmpty(): boolean {
    return this.fields.size === 0;
  }
}

function splitFields(block: ByteText): ReadonlyMap<string, readonly ByteText[]> {
  const fields = new Map<string, ByteText[]>();
  for (let at = 0, count = 0; at < block.length && count < mostFields; count++) {
    const end = endOfField(block, at);
    addField(fields, block.slice(at, end));
    at = end + 1;
  }
  return fields;
}

/** Where the line feed stands after which no blank continues the field. */
function endOfField(block: ByteText, at: number): number {
  let end = block.indexOf('\n', at);
  while (end >= 0 && (block[end + 1] === ' ' || block[end + 1] === '\t')) end = block.indexOf('\n', end + 1);
  return end < 0 ? block.length : end;
}

/** A line without a colon is no field (an mbox `From ` line, a stray delimiter): passed over. */
function addField(fields: Map<string, ByteText[]>, line: ByteText): void {
  const colon = line.indexOf(':');
  if (colon < 1) return;
  const name = trimBlanks(line.slice(0, colon)).toLowerCase();
  const value = line.slice(colon + 1);
  const known = fields.get(name);
  if (known) known.push(value);
  else fields.set(name, [value]);
}

const unfold = (value: ByteText): ByteText =>
  trimBlanks(value.includes('\n') ? value.replace(/(?<![ \t])[ \t]*\r?\n[ \t]*/g, ' ') : value);
