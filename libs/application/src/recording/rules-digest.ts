import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** The rules as they run: all that a fold of a stream is made of. */
const rules = new URL('../../../domain/src/', import.meta.url);
/** Raised when states are packed in another way. */
const packing = 1;

let known: string | undefined;

/**
 * Names the code that folds streams: a digest of the built rules themselves, so nobody has to remember to raise a number,
 * and a state that other rules folded is never taken for one of these. Read once, when it is first asked for, without waiting:
 * these are small files by the hundred, and to wait for each costs several times what it takes to read it.
 */
export const rulesDigest = async (): Promise<string> => (known ??= digestOfRules());

function digestOfRules(): string {
  const names = readdirSync(rules, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!spec)\.js$/.test(name))
    .sort();
  const digest = createHash('sha256').update(String(packing));
  for (const name of names) digest.update(`\n${name}\n`).update(readFileSync(new URL(name, rules)));
  return digest.digest('base64url');
}
