import type { ByteText } from './byte-text.js';
import { toByteText, trimBlanks } from './byte-text.js';
import { HeaderFields } from './header-fields.js';
import { parseStructured } from './structured-value.js';
import type { StructuredValue } from './structured-value.js';

/** Multiparts may nest so deep: one that stands deeper is a part like any other. */
const mostNesting = 32;
/** A mail may have so many parts: what follows them is not read. */
const mostParts = 1_000;

/** A mail, or one part of it, as it lies in the bytes. */
export interface Entity {
  readonly headers: HeaderFields;
  readonly type: StructuredValue;
  readonly disposition: StructuredValue;
  /** Body as sent, transfer encoding included. */
  readonly body: ByteText;
  /** Parts of a multipart; empty for everything else. */
  readonly parts: readonly Entity[];
  /** A multipart that could be taken apart. */
  readonly multipart: boolean;
  /** It stands in a multipart/digest, where a part without a type is a message. */
  readonly inDigest: boolean;
  /** False where the mail ended before the delimiter that should have ended this part. */
  readonly whole: boolean;
}

/** Reads a mail into its tree of parts (RFC 2046 §5.1). Never throws, reads every byte at most a few times. */
export const readEntity = (bytes: Buffer): Entity => new EntityReader(toByteText(bytes)).read();

interface Draft {
  headers: HeaderFields;
  type: StructuredValue;
  disposition: StructuredValue;
  body: ByteText;
  parts: Draft[];
  multipart: boolean;
  inDigest: boolean;
  whole: boolean;
}
interface OpenMultipart {
  readonly draft: Draft;
  readonly delimiter: ByteText;
}
interface Delimiter {
  /** Where its line begins. */
  readonly at: number;
  /** Where the line after it begins. */
  readonly next: number;
  /** Index of the multipart it belongs to, in the open ones. */
  readonly level: number;
  readonly closes: boolean;
}

class EntityReader {
  private readonly open: OpenMultipart[] = [];
  private count = 0;
  private at = 0;

  constructor(private readonly text: ByteText) {}

  read(): Entity {
    this.at = startOfHeader(this.text);
    const root = this.readHeader();
    let draft: Draft | undefined = root;
    while (draft) {
      const delimiter: Delimiter | undefined = this.enter(draft) ?? this.readLeaf(draft);
      draft = delimiter && this.follow(delimiter);
    }
    return root;
  }

  private readHeader(): Draft {
    const end = this.endOfHeader();
    const headers = new HeaderFields(this.text.slice(this.at, end.header));
    // A mail that begins with other text is all body.
    const isHeadless = this.count === 0 && headers.isEmpty && trimBlanks(this.text.slice(this.at, end.header)) !== '';
    if (!isHeadless) this.at = end.body;
    this.count++;
    const type = parseStructured(headers.raw('content-type'));
    const disposition = parseStructured(headers.raw('content-disposition'));
    return { headers, type, disposition, body: '', parts: [], multipart: false, inDigest: false, whole: true };
  }

  private endOfHeader(): { header: number; body: number } {
    const blank = /(?:^|\n)\r?\n/g;
    if (/^\r?\n/.test(this.text.slice(this.at, this.at + 2))) {
      return { header: this.at, body: this.text.indexOf('\n', this.at) + 1 };
    }
    blank.lastIndex = this.at;
    const found = blank.exec(this.text);
    if (!found) return { header: this.text.length, body: this.text.length };
    return { header: found.index, body: found.index + found[0].length };
  }

  /** Goes into a multipart up to its first delimiter; `undefined` when it is none, or has no part. */
  private enter(draft: Draft): Delimiter | undefined {
    const boundary = draft.type.parameters.get('boundary')?.trimEnd();
    if (!draft.type.value.startsWith('multipart/') || !boundary) return undefined;
    if (this.open.length >= mostNesting || this.count >= mostParts) return undefined;
    this.open.push({ draft, delimiter: `--${Buffer.from(boundary, 'utf8').toString('latin1')}` });
    const first = this.findDelimiter();
    if (first?.level === this.open.length - 1) {
      draft.multipart = true;
      return first;
    }
    this.open.pop();
    return undefined;
  }

  private readLeaf(draft: Draft): Delimiter | undefined {
    const delimiter = this.findDelimiter(isMessage(draft)) ?? this.findGluedEnd();
    draft.body = this.text.slice(this.at, delimiter ? endOfBody(this.text, this.at, delimiter.at) : undefined);
    draft.whole = delimiter !== undefined || this.open.length === 0;
    return delimiter;
  }

  /** The next part after a delimiter, hung into its multipart; `undefined` at the end of the mail. */
  private follow(found: Delimiter): Draft | undefined {
    let delimiter: Delimiter | undefined = found;
    while (delimiter) {
      this.at = delimiter.next;
      this.open.length = delimiter.level + 1;
      if (!delimiter.closes) return this.nextPart();
      this.open.pop();
      delimiter = this.open.length > 0 ? this.findDelimiter() : undefined;
    }
    return undefined;
  }

  private nextPart(): Draft | undefined {
    const parent = this.open.at(-1);
    if (!parent || this.count >= mostParts) return undefined;
    const draft = this.readHeader();
    // A header that runs to the end of the mail heads nothing.
    if (this.at >= this.text.length && !this.text.endsWith('\n\n') && !this.text.endsWith('\r\n\r\n')) return undefined;
    draft.inDigest = parent.draft.type.value === 'multipart/digest';
    parent.draft.parts.push(draft);
    return draft;
  }

  /**
   * The next delimiter line of any multipart that is open. Inner ones first; it is enough that the boundary stands at
   * the beginning of the line (RFC 2046 §5.1.1), and outer ones count at every depth (§5.1.2); only the text of
   * an attached message may hold them, as it may hold anything.
   */
  private findDelimiter(innermostOnly = false): Delimiter | undefined {
    if (this.open.length === 0) return undefined;
    for (let at = this.firstDashes(); at >= 0; at = after(this.text.indexOf('\n--', at))) {
      const level = this.open.findLastIndex(({ delimiter }) => this.text.startsWith(delimiter, at));
      if (level >= 0 && (!innermostOnly || level === this.open.length - 1)) return this.delimiterAt(at, level);
    }
    return undefined;
  }

  /** A closing delimiter that does not begin its line, taken only where nothing better follows. */
  private findGluedEnd(): Delimiter | undefined {
    const level = this.open.length - 1;
    const at = level < 0 ? -1 : this.text.indexOf(`${this.open[level]?.delimiter}--`, this.at);
    return at < 0 ? undefined : this.delimiterAt(at, level);
  }

  private firstDashes(): number {
    const atLineStart = this.at === 0 || this.text[this.at - 1] === '\n';
    return atLineStart && this.text.startsWith('--', this.at) ? this.at : after(this.text.indexOf('\n--', this.at));
  }

  private delimiterAt(at: number, level: number): Delimiter {
    const end = at + (this.open[level]?.delimiter.length ?? 0);
    const lineEnd = this.text.indexOf('\n', end);
    const closes = /^--(?:\s|$)/.test(this.text.slice(end, end + 3));
    return { at, next: lineEnd < 0 ? this.text.length : lineEnd + 1, level, closes };
  }
}

const isMessage = (draft: Draft): boolean => draft.type.value === 'message/rfc822';

const after = (lineFeed: number): number => (lineFeed < 0 ? -1 : lineFeed + 1);

/** The line break before a delimiter belongs to the delimiter (RFC 2046 §5.1.1). */
function endOfBody(text: ByteText, start: number, delimiter: number): number {
  const end = text[delimiter - 1] === '\n' ? delimiter - (text[delimiter - 2] === '\r' ? 2 : 1) : delimiter;
  return Math.max(start, end);
}

/** Empty lines before a header are passed over. */
function startOfHeader(text: ByteText): number {
  const start = /^[ \t\r\n]*/.exec(text)?.[0].length ?? 0;
  return /^[!-9;-~]+[ \t]*:|^>?From /.test(text.slice(start, start + 200)) ? start : 0;
}
