import { trimBlanks } from './byte-text.js';
import type { ByteText } from './byte-text.js';
import { decodeByteText } from './charset.js';

/**
 * Message ids of a header (RFC 5322 §3.6.4), without angle brackets, in order, each once. Where nothing is bracketed,
 * one word is an id, and of several those with an at sign. Blank ids never come out.
 */
export function parseMessageIds(raw: ByteText): readonly string[] {
  const bracketed = [...raw.matchAll(/<([^<>]*)>/g)].map(([, inside = '']) => inside);
  const found = bracketed.length > 0 ? bracketed : bareIds(trimBlanks(raw.replace(/[<>]/g, ' ')).split(/[ \t\r\n,;]+/));
  return [...new Set(found.map((id) => decodeByteText(id).trim()).filter((id) => id !== ''))];
}

const bareIds = (words: readonly string[]): readonly string[] =>
  words.length === 1 ? words : words.filter((word) => word.includes('@'));
