import type { ByteText } from './byte-text.js';
import { decodeBytes, decodeByteText } from './charset.js';
import { decodeWords, decodeWordsIn } from './encoded-words.js';
import { isBlank, toBytes, trimBlanks } from './byte-text.js';
import { hexPair } from './transfer-encoding.js';

/** A header value with parameters: Content-Type, Content-Disposition. */
export interface StructuredValue {
  /** Lower case, without comments and blanks: `text/plain`, `attachment`; '' for none. */
  readonly value: string;
  /** Decoded (RFC 2231, RFC 2047), by lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
}

const parameterStart = /[^ \t\r\n=;"()]+[ \t]*=/y;

/**
 * Reads `value; name=text; name*0*=utf-8''te; name*1*=xt`. Lenient: a missing semicolon, blanks around `=`, unquoted
 * text with blanks in it, and a quote that is never closed are read as they were meant.
 */
export function parseStructured(raw: ByteText): StructuredValue {
  if (raw === '') return nothing;
  const scanner = new Scanner(raw);
  const value = decodeByteText(scanner.value()).replace(/\s+/g, '').toLowerCase();
  return { value: value.replace(/^\/.*|\/$/, ''), parameters: joinSections(scanner.parameters()) };
}

const nothing: StructuredValue = { value: '', parameters: new Map() };

type RawParameter = readonly [name: string, value: ByteText];

class Scanner {
  private at = 0;
  constructor(private readonly text: ByteText) {}

  value(): ByteText {
    return this.startsParameter() ? '' : this.plain();
  }

  parameters(): readonly RawParameter[] {
    const found: RawParameter[] = [];
    while (this.at < this.text.length) {
      this.skip(';');
      const start = this.at;
      if (!this.startsParameter()) this.plain();
      else found.push(this.parameter());
      if (this.at === start) this.at++;
    }
    return found;
  }

  private startsParameter(): boolean {
    parameterStart.lastIndex = this.at;
    return parameterStart.test(this.text);
  }

  private parameter(): RawParameter {
    const equals = this.text.indexOf('=', this.at);
    const name = decodeByteText(this.text.slice(this.at, equals)).trim().toLowerCase();
    this.at = equals + 1;
    this.skip('');
    return [name, this.text[this.at] === '"' ? this.quoted() : trimBlanks(this.plain(true))];
  }

  /** Up to a semicolon, or to a blank after which a parameter begins; comments are left out. */
  private plain(mayHoldBrackets = false): ByteText {
    let plain = '';
    for (; this.at < this.text.length && this.text[this.at] !== ';'; this.at++) {
      const character = this.text[this.at] as string;
      if (character === '(') plain += this.comment(mayHoldBrackets && plain !== '');
      else if (isBlank(character) && this.parameterFollows()) break;
      else plain += character;
    }
    return plain;
  }

  private parameterFollows(): boolean {
    parameterStart.lastIndex = this.at + 1;
    return parameterStart.test(this.text);
  }

  private quoted(): ByteText {
    let quoted = '';
    for (this.at++; this.at < this.text.length && this.text[this.at] !== '"'; this.at++) {
      if (this.text[this.at] === '\\' && this.at + 1 < this.text.length) this.at++;
      quoted += this.text[this.at] as string;
    }
    this.at++;
    return quoted;
  }

  /** Nothing, but where brackets may be text and text goes on behind them: `my report (1).pdf`, sent without quotes. */
  private comment(mayBeText: boolean): ByteText {
    const start = this.at;
    this.skipComment();
    return mayBeText && this.goesOn() ? this.text.slice(start, this.at + 1) : '';
  }

  private goesOn(): boolean {
    let next = this.at + 1;
    while (isBlank(this.text[next])) next++;
    parameterStart.lastIndex = next;
    return next < this.text.length && !';('.includes(this.text[next] as string) && !parameterStart.test(this.text);
  }

  private skipComment(): void {
    let depth = 0;
    for (; this.at < this.text.length; this.at++) {
      if (this.text[this.at] === '\\') this.at++;
      else if (this.text[this.at] === '(') depth++;
      else if (this.text[this.at] === ')' && --depth === 0) return;
    }
  }

  private skip(also: string): void {
    while (isBlank(this.text[this.at]) || (also !== '' && this.text[this.at] === also)) this.at++;
  }
}

interface Section {
  readonly order: number;
  readonly encoded: boolean;
  readonly value: ByteText;
}

/** RFC 2231: `name*`, `name*0`, `name*0*`; an extended form wins over the plain one beside it. */
function joinSections(parameters: readonly RawParameter[]): ReadonlyMap<string, string> {
  const joined = new Map<string, string>();
  const extended = new Map<string, Section[]>();
  for (const [name, value] of parameters) {
    const form = name.includes('*') ? /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(name) : null;
    if (!form) {
      if (!joined.has(name) && name !== '*' && value !== '') joined.set(name, decodeWords(value));
      continue;
    }
    const [, base = '', order = '0', star] = form;
    const section = { order: Number(order), encoded: star === '*' || name.endsWith('*'), value };
    const known = extended.get(base);
    if (known) known.push(section);
    else extended.set(base, [section]);
  }
  for (const [name, sections] of extended) joined.set(name, joinExtended(sections));
  return joined;
}

function joinExtended(sections: readonly Section[]): string {
  const ordered = sections.toSorted((one, other) => one.order - other.order);
  const first = ordered[0];
  const prefix = first?.encoded ? /^([^']*)'[^']*'/.exec(first.value) : null;
  const bytes = ordered.map(({ encoded, value }, index) => {
    const text = withoutPrefix(value, index === 0 ? (prefix?.[0] ?? '') : `${prefix?.[1] ?? ''}'`);
    return encoded ? percentDecoded(text) : toBytes(text);
  });
  return decodeWordsIn(decodeBytes(Buffer.concat(bytes), prefix?.[1] ?? ''));
}

/** Some programs name the charset again in every section. */
const withoutPrefix = (value: ByteText, prefix: string): ByteText =>
  prefix.length > 1 && value.startsWith(prefix) ? value.slice(prefix.length) : value;

const percent = 0x25;

/** `%` with two hexadecimal digits is a byte; one without stays as written. */
function percentDecoded(text: ByteText): Buffer {
  const source = toBytes(text);
  let written = 0;
  for (let read = 0; read < source.length; read++) {
    const escaped = source[read] === percent ? hexPair(source, read + 1) : -1;
    source[written++] = escaped < 0 ? (source[read] as number) : escaped;
    if (escaped >= 0) read += 2;
  }
  return source.subarray(0, written);
}
