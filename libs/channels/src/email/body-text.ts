import { htmlToText } from './html-text.js';
import { bodyType, decodeBytes, decodeTransfer, knowsCharset } from './mime/index.js';
import type { Bodies, Entity } from './mime/index.js';

/** The body as text and as HTML, the way it was sent. */
export interface BodyText {
  readonly text: string;
  /** The text without history that the markup itself marks as quoted; equals `text` where there was plain text. */
  readonly unquoted: string;
  readonly html: string;
}

/** Puts the parts chosen as bodies together. HTML is turned into text only where there is no plain text. */
export function bodyText(bodies: Bodies): BodyText {
  const html = bodies.html.filter((part) => bodyType(part) === 'text/html').map(partText).join('\n'); // prettier-ignore
  const texts = bodies.text.filter((part) => bodyType(part).startsWith('text/')).map(asPlain);
  return {
    html,
    text: texts.map(({ text }) => text).join('\n'),
    unquoted: texts.map(({ newText }) => newText).join('\n'),
  };
}

function asPlain(part: Entity): { readonly text: string; readonly newText: string } {
  const text = partText(part);
  return bodyType(part) === 'text/html' ? htmlToText(text) : { text, newText: text };
}

/** A text part, decoded, with plain line feeds. */
export function partText(part: Entity): string {
  const { bytes } = decodeTransfer(part.body, part.headers.raw('content-transfer-encoding'));
  const text = decodeBytes(bytes, charsetOf(part, bytes));
  return text.includes('\r') ? text.replace(/\r\n|\r$/g, (end) => (end === '\r' ? '' : '\n')) : text;
}

/** The charset the header names; for HTML without one, what the markup says of itself. */
function charsetOf(part: Entity, bytes: Buffer): string {
  const named = part.type.parameters.get('charset') ?? '';
  if (bodyType(part) !== 'text/html' || (named !== '' && knowsCharset(named))) return named;
  return /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(bytes.toString('latin1', 0, 2048))?.[1] ?? named;
}
