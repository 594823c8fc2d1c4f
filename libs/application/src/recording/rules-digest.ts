import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** The rules as they run: all that a fold of a stream is made of. */
const rules = new URL('../../../domain/src/', import.meta.url);
/** Raised when states are packed in another way. */
const packing = 1;

let known: Promise<string> | undefined;

/**
 * Names the code that folds streams: a digest of the built rules themselves, so nobody has to remember to raise a number,
 * and a state that other rules folded is never taken for one of these. Read once, when it is first asked for.
 */
export const rulesDigest = (): Promise<string> => (known ??= digestOfRules());

async function digestOfRules(): Promise<string> {
  const names = (await readdir(rules, { recursive: true })).filter((name) => /(?<!spec)\.js$/.test(name)).sort();
  const digest = createHash('sha256').update(String(packing));
  for (const name of names) digest.update(`\n${name}\n`).update(await readFile(new URL(name, rules)));
  return digest.digest('base64url');
}
