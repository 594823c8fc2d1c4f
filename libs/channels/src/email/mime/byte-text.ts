/**
 * Raw bytes as a string in which every character is one byte (ISO 8859-1), so that offsets in the text are offsets in
 * the bytes, and searching is as fast as the engine's own. Not for people: see `decodeBytes`.
 */
export type ByteText = string;

/** The bytes as byte text. */
export const toByteText = (bytes: Buffer): ByteText => bytes.toString('latin1');

/** The bytes that a byte text stands for. */
export const toBytes = (text: ByteText): Buffer => Buffer.from(text, 'latin1');

/** Whether a character of byte text is a blank of a header. Byte A0 is none, although `\s` takes it for one. */
export const isBlank = (character: string | undefined): boolean =>
  character === ' ' || character === '\t' || character === '\r' || character === '\n';

/** Without the blanks at both ends: `trim` would break characters that end in byte A0. */
export function trimBlanks(text: ByteText): ByteText {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start++;
  while (end > start && isBlank(text[end - 1])) end--;
  return text.slice(start, end);
}
