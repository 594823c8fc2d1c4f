import { headsQuote, startsSignature, unwrapHeaders } from './reply-lines.js';

/** The text of a reply without quoted mails and signatures. It is read upwards, as what is answered ends a mail. */
export function readReply(text: string): string {
  const reader = new ReplyReader();
  for (const line of unwrapHeaders(text).split('\n').reverse()) reader.take(line);
  return reader.result();
}

class ReplyReader {
  /** What is to be seen, from the bottom up. */
  private readonly visible: string[] = [];
  /** Lines that belong together, from the bottom up. */
  private lines: string[] = [];
  private quoted = false;
  /** The line taken last begins a signature. */
  private signs = false;

  take(sent: string): void {
    const signs = startsSignature(sent);
    const line = signs ? sent : sent.trimEnd();
    if (this.signs || (line === '' && headsQuote(this.lines.at(-1) ?? ''))) this.lines = [];
    this.signs = signs || (line !== sent && startsSignature(line));
    const quoted = line.startsWith('>');
    if (!this.continues(line, quoted)) this.finish();
    if (this.lines.length === 0) this.quoted = quoted;
    this.lines.push(line);
  }

  result(): string {
    this.finish();
    return this.visible
      .reverse()
      .join('\n')
      .replace(/(?<!~)~+$/, '');
  }

  /** The header of a quote and the empty lines in it and above it belong to the quote. */
  private continues(line: string, quoted: boolean): boolean {
    return quoted === this.quoted || (this.quoted && (line === '' || headsQuote(line)));
  }

  private finish(): void {
    if (!this.quoted && this.lines.some((line) => line !== ''))
      this.visible.push(this.lines.reverse().join('\n').replace(/^\n/, ''));
    this.lines = [];
  }
}
