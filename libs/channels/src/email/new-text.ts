import { cutAtQuoteHeader } from './quote-header.js';
import { visibleText } from './visible-text.js';
import { cutSignature } from './signature.js';
import type { Signer } from './signature.js';

/** A reply is at the top: what quotes nothing in so many lines and characters is taken as new to its end. */
const mostLines = 400;
const longestRead = 20_000;

/**
 * What is new in a reply: without the quoted mail and without the signature, blanks at its ends trimmed. Where nothing
 * is new (a forwarded mail, a signature alone) it is all of the text.
 */
export function newTextOf(text: string, signer: Signer): string {
  const head = headOf(text);
  const unquoted = visibleText(cutAtQuoteHeader(head).replace(/\n[ \t]*(?:\n[ \t]*){3,}/g, '\n\n\n'));
  if (head.length < text.length && wordsIn(unquoted) === wordsIn(head)) return text.trim();
  const visible = cutSignature(unquoted, signer).trim();
  return visible === '' ? text.trim() : visible;
}

const headOf = (text: string): string => text.slice(0, longestRead).split('\n', mostLines).join('\n');
const wordsIn = (text: string): string => text.replace(/\s+/g, '');
