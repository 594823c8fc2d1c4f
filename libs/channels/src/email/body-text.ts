import { htmlToText } from './html-text.js';
import { bodyType, decodeBytes, decodeTransfer, knowsCharset } from './mime/index.js';
import type { Bodies, Entity } from './mime/index.js';

/** The body as text and as HTML, the way it was sent. */
export interface BodyText {
  readonly text: string;
  /**
   * The text to look for what is new in: `text` where there was plain text; else the HTML as text, without history that
   * the markup itself marks as quoted.
   */
  readonly unquoted: string;
  readonly html: string;
}

/** Puts the parts chosen as bodies together. HTML is turned into text only where there is no plain text. */
export function bodyText(bodies: Bodies): BodyText {
  const html = bodies.html.filter((part) => bodyType(part) === 'text/html').map(partText).join('\n'); // prettier-ignore
  const texts = bodies.text.filter((part) => bodyType(part).startsWith('text/')).map(asPlain);
  const text = texts.map((one) => one.text).join('\n');
  const unquoted = texts.map((one) => one.newText).join('\n');
  return { text, html, unquoted: unquoted.trim() === '' && html !== '' ? htmlToText(html).newText : unquoted };
}

function asPlain(part: Entity): { readonly text: string; readonly newText: string } {
  const text = partText(part);
  return bodyType(part) === 'text/html' ? htmlToText(text) : { text, newText: text };
}

/** A text part, decoded, with plain line feeds. */
export function partText(part: Entity): string {
  const { bytes } = decodeTransfer(part.body, part.headers.raw('content-transfer-encoding'));
  const text = decodeBytes(bytes, charsetOf(part, bytes));
  const lines = text.replaceAll('\r\n', '\n');
  return lines.endsWith('\r') ? lines.slice(0, -1) : lines;
}

/** The charset the header names; for HTML without one, what the markup says of itself. */
function charsetOf(part: Entity, bytes: Buffer): string {
  const named = part.type.parameters.get('charset') ?? '';
  if (bodyType(part) !== 'text/html' || (named !== '' && knowsCharset(named))) return named;
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 2048))?.[1] ?? named;
}
