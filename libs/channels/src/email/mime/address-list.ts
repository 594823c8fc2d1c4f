import { trimBlanks } from './byte-text.js';
import type { ByteText } from './byte-text.js';
import { decodeWords } from './encoded-words.js';

/** One mailbox of an address header. */
export interface Mailbox {
  /** Decoded; a comment where there is no name, behind the name in round brackets where there is; '' for none. */
  readonly name: string;
  /** As sent, without comments, angle brackets and blanks around dots and at sign; '' where there is none. */
  readonly address: string;
}

/** No honest mail names more people in one header. */
const mostMailboxes = 2_000;

/**
 * Mailboxes of an address header (RFC 5322 §3.4), groups taken apart. Lenient: what is no address at all comes back as a
 * name, and a bracket or quote that is never closed ends with the header.
 */
export function parseAddressList(raw: ByteText): readonly Mailbox[] {
  const reader = new AddressReader();
  for (let at = 0; at < raw.length && reader.mailboxes.length < mostMailboxes;) at = reader.take(raw, at);
  reader.finish();
  return reader.mailboxes;
}

type Piece = { readonly kind: 'word' | 'quoted' | 'comment' | 'angle'; readonly text: ByteText };

class AddressReader {
  readonly mailboxes: Mailbox[] = [];
  private pieces: Piece[] = [];

  /** Takes one piece at `at`; answers where the next begins. */
  take(raw: ByteText, at: number): number {
    switch (raw[at]) {
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        return at + 1;
      case '"':
        return this.add('quoted', quoted(raw, at));
      case '(':
        return this.add('comment', comment(raw, at));
      case '<':
        return this.add('angle', angle(raw, at));
      case ',':
      case ';':
        this.finish();
        return at + 1;
      case ':':
        this.pieces = [];
        return at + 1;
      default:
        return this.add('word', plainWord(raw, at));
    }
  }

  finish(): void {
    if (this.pieces.length > 0) this.mailboxes.push(toMailbox(this.pieces));
    this.pieces = [];
  }

  private add(kind: Piece['kind'], [text, next]: Reading): number {
    if (kind === 'angle') commentsIn(text).forEach((piece) => this.pieces.push(piece));
    else if (trimBlanks(text) !== '') this.pieces.push({ kind, text });
    return next;
  }
}

type Reading = readonly [text: ByteText, next: number];

function quoted(raw: ByteText, at: number): Reading {
  let text = '';
  let next = at + 1;
  for (; next < raw.length && raw[next] !== '"'; next++) {
    if (raw[next] === '\\' && next + 1 < raw.length) next++;
    text += raw[next] as string;
  }
  return [text, next + 1];
}

function comment(raw: ByteText, at: number): Reading {
  let text = '';
  let depth = 0;
  let next = at;
  for (; next < raw.length; next++) {
    const character = raw[next] as string;
    if (character === '\\') text += raw[++next] ?? '';
    else if (character === ')' && --depth === 0) break;
    else if (character === '(' && ++depth === 1) continue;
    else text += character;
  }
  return [text, next + 1];
}

function angle(raw: ByteText, at: number): Reading {
  const end = raw.indexOf('>', at);
  return end < 0 ? [raw.slice(at + 1), raw.length] : [raw.slice(at + 1, end), end + 1];
}

function plainWord(raw: ByteText, at: number): Reading {
  const end = /[ \t\r\n"(<,;:]/g;
  end.lastIndex = at;
  const encoded = /=\?[^? \t]*\?[bq]\?[^?]*\?=/iy;
  encoded.lastIndex = at;
  const next = encoded.test(raw) ? encoded.lastIndex : (end.exec(raw)?.index ?? raw.length);
  return [raw.slice(at, next), next];
}

/** Comments may stand inside the brackets; they are names, not part of the address. */
function commentsIn(text: ByteText): readonly Piece[] {
  if (!text.includes('(')) return [{ kind: 'angle', text: trimBlanks(text) }];
  const comments: Piece[] = [];
  let address = '';
  for (let at = 0; at < text.length;) {
    if (text[at] !== '(') address += text[at++] as string;
    else {
      const [inside, next] = comment(text, at);
      comments.push({ kind: 'comment', text: inside });
      at = next;
    }
  }
  return [...comments, { kind: 'angle', text: trimBlanks(address) }];
}

function toMailbox(pieces: readonly Piece[]): Mailbox {
  const { address, words } = splitAddress(pieces);
  const name = decodeWords(words.map(({ text }) => text).join(' ')).trim();
  const remark = pieces.filter(({ kind }) => kind === 'comment').map(({ text }) => decodeWords(text).trim()).join(' '); // prettier-ignore
  const known = name !== '' && remark !== '' ? `${name} (${remark})` : name || remark;
  return { name: known, address: decodeWords(withoutGaps(address)) };
}

/** Blanks may stand around the dots and the at sign (RFC 5322 §4.4), and a fold leaves one. */
const withoutGaps = (address: ByteText): ByteText =>
  address.includes('@') && !address.includes('"') ? address.replace(/(?<![ \t])[ \t]*([.@])[ \t]*/g, '$1') : address;

/** The address is what stands in angle brackets, else the word with an at sign; otherwise there is none. */
function splitAddress(pieces: readonly Piece[]): { address: ByteText; words: readonly Piece[] } {
  const angle = pieces.findLast(({ kind }) => kind === 'angle');
  const words = pieces.filter(({ kind }) => kind === 'word' || kind === 'quoted');
  if (angle) return { address: angle.text, words };
  const joined = joinGaps(words);
  const bare =
    joined.find(({ kind, text }) => kind === 'word' && text.includes('@')) ??
    joined.find(({ text }) => text.includes('@'));
  if (bare) return { address: bare.text, words: joined.filter((word) => word !== bare) };
  // With a remark behind it, a lone word is where an address would be (`NO (posting not allowed)`).
  const remarked = pieces.some(({ kind }) => kind === 'comment');
  return remarked ? { address: words.map(({ text }) => text).join(' '), words: [] } : { address: '', words };
}

/** Words with a dot or an at sign at the gap between them are one: `"lina"@x`, `lina@x . example`. */
function joinGaps(words: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  words.forEach((piece, index) => {
    const last = joined.at(-1);
    if (last && gapBefore(words, index)) joined[joined.length - 1] = { kind: 'word', text: last.text + piece.text };
    else joined.push(piece);
  });
  return joined;
}

function gapBefore(words: readonly Piece[], index: number): boolean {
  const { kind, text } = words[index] as Piece;
  const before = words[index - 1];
  const isLast = index === words.length - 1;
  if (kind === 'word' && (text === '.' ? !isLast : /^[.@]/.test(text))) return true;
  return before?.kind === 'word' && (before.text.endsWith('@') || (before.text === '.' && index > 1));
}
