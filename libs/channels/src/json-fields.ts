/** A JSON object nobody has checked yet. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** Deeper nesting than this is nobody's message: it would only break whoever writes it down again. */
const deepest = 64;

/** Reads UTF-8 JSON; `undefined` for what is not JSON, or is nested more than 64 deep. */
export function readJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    if (depthOf(bytes) > deepest) return undefined;
    return { value: JSON.parse(utf8.decode(bytes)) as unknown };
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

const [quote, backslash, openList, closeList, openObject, closeObject] = Buffer.from('"\\[]{}');

/** Counts brackets outside text. In UTF-8 no other letter holds these bytes. */
function depthOf(json: Uint8Array): number {
  let depth = 0;
  let most = 0;
  for (let n = 0; n < json.length; n += 1) {
    const byte = json[n];
    if (byte === quote) n = endOfText(json, n);
    else if (byte === openList || byte === openObject) most = Math.max(most, ++depth);
    else if (byte === closeList || byte === closeObject) depth -= 1;
  }
  return most;
}

/** Where the text that begins here ends: at the next quote that no backslash hides. */
function endOfText(json: Uint8Array, start: number): number {
  let n = start + 1;
  while (n < json.length && json[n] !== quote) n += json[n] === backslash ? 2 : 1;
  return n;
}

/** The object, or `undefined` for anything else. */
export const objectOf = (value: unknown): JsonFields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonFields) : undefined;

/** The list, or `undefined` for anything else. */
export const listOf = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** Text or a number as text; empty for anything else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
