import { Parser } from 'htmlparser2';
import { startsQuote } from './html-quote.js';

/** HTML read as text: all of it, and what is left of it without the quoted history. */
export interface HtmlText {
  readonly text: string;
  readonly newText: string;
}

/** Beyond this, markup is not read: no person wrote it. */
const longestHtml = 2_000_000;
/** Elements inside elements: a reply to a reply nests some ten deep each time. */
const deepest = 2_000;
const silent = new Set(['head', 'style', 'script', 'title', 'template', 'object', 'noscript']);
const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(' '),
); // prettier-ignore
const spaced = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'blockquote', 'pre']);
const closedBySelf = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'wbr', 'area', 'base', 'col', 'embed']);

/** Reads markup as a person would see it without pictures: lines, list marks, links behind their words. Never throws. */
export function htmlToText(html: string): HtmlText {
  const reader = new HtmlReader();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (!reader.open(name, attributes)) parser.pause();
      },
      ontext: (text) => reader.text(text),
      onclosetag: (name) => reader.close(name),
    },
    { decodeEntities: true },
  );
  parser.end(html.slice(0, longestHtml));
  return reader.result();
}

class HtmlReader {
  private readonly all = new TextLines();
  private readonly fresh = new TextLines();
  private depth = 0;
  private silentSince = 0;
  private quotedSince = 0;
  private restQuoted = false;
  private preformatted = 0;

  /** False when it goes too deep to read on. */
  open(name: string, attributes: Readonly<Record<string, string>>): boolean {
    if (!closedBySelf.has(name)) this.depth++;
    if (silent.has(name) && this.silentSince === 0) this.silentSince = this.depth;
    if (this.silentSince === 0) this.opened(name, attributes);
    return this.depth < deepest;
  }

  private opened(name: string, attributes: Readonly<Record<string, string>>): void {
    this.noticeQuote(name, attributes);
    if (name === 'pre') this.preformatted++;
    if (name === 'br') this.each((lines) => lines.lineBreak());
    if (blocks.has(name)) this.block(name);
    if (name === 'li') this.text('- ');
    if (name === 'td' || name === 'th') this.each((lines) => lines.add(' ', false));
  }

  text(text: string): void {
    if (this.silentSince === 0) this.each((lines) => lines.add(text, this.preformatted > 0));
  }

  close(name: string): void {
    if (closedBySelf.has(name)) return;
    if (this.silentSince === 0 && blocks.has(name)) this.block(name);
    if (name === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
    if (this.silentSince === this.depth) this.silentSince = 0;
    if (this.quotedSince === this.depth) this.quotedSince = 0;
    this.depth = Math.max(0, this.depth - 1);
  }

  result(): HtmlText {
    return { text: this.all.result(), newText: this.fresh.result() };
  }

  private noticeQuote(name: string, attributes: Readonly<Record<string, string>>): void {
    const extent = startsQuote(name, attributes);
    if (extent === 'rest') this.restQuoted = true;
    if (extent === 'element' && this.quotedSince === 0) this.quotedSince = this.depth;
  }

  private block(name: string): void {
    this.each((lines) => lines.block(spaced.has(name)));
  }

  private each(write: (lines: TextLines) => void): void {
    write(this.all);
    if (!this.restQuoted && this.quotedSince === 0) write(this.fresh);
  }
}

/** Text as it grows: runs of blanks become one, blocks begin on a line of their own. */
class TextLines {
  private readonly pieces: string[] = [];
  /** Line breaks at the end so far; 2 is an empty line. */
  private breaks = 2;
  private blank = false;

  add(text: string, preformatted: boolean): void {
    if (preformatted) return this.addPreformatted(text);
    for (const [index, word] of text.split(/[ \t\r\n\f]+/).entries()) {
      if (index > 0) this.blank = true;
      if (word !== '') this.word(word);
    }
  }

  lineBreak(): void {
    this.pieces.push('\n');
    this.breaks++;
    this.blank = false;
  }

  block(withEmptyLine: boolean): void {
    while (this.breaks < (withEmptyLine ? 2 : 1)) this.lineBreak();
    this.blank = false;
  }

  result(): string {
    return this.pieces.join('').replaceAll('\u00a0', ' ').replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim(); // prettier-ignore
  }

  private word(word: string): void {
    if (this.blank && this.breaks === 0) this.pieces.push(' ');
    this.pieces.push(word);
    this.breaks = 0;
    this.blank = false;
  }

  private addPreformatted(text: string): void {
    this.pieces.push(text);
    this.breaks = text.endsWith('\n') ? 1 : 0;
    this.blank = false;
  }
}
