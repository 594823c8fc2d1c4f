/**
 * Raw bytes as a string in which every character is one byte (ISO 8859-1), so that offsets in the text are offsets in
 * the bytes, and searching is as fast as the engine's own. Not for people: see `decodeBytes`.
 */
export type ByteText = string;

/** The bytes as byte text. */
export const toByteText = (bytes: Buffer): ByteText => bytes.toString('latin1');

/** The bytes that a byte text stands for. */
export const toBytes = (text: ByteText): Buffer => Buffer.from(text, 'latin1');
