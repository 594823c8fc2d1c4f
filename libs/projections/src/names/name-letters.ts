import { foldText } from '../search/index.js';

/** Characters of a name that is looked at; what is longer is none. */
const longestName = 100;
/** Fewer letters are initials. */
const fewestLetters = 4;

/**
 * A name as it is compared with others: its letters as they are searched (`foldText`), without what stands between
 * them, so that `عبد الله` and `عبدالله` are the same; `Haddad, Lina` is turned about. `undefined` for what says too
 * little of who somebody is: one word alone, initials, an address, anything with a digit in it.
 *
 * Example: `nameLetters('أَحمد علي')` and `nameLetters('احمد على')` are both `'احمدعلي'`.
 */
export function nameLetters(said: string): string | undefined {
  if (said.length > longestName || /[@\p{N}]/u.test(said)) return undefined;
  const words = foldText(inSpokenOrder(said))
    .split(/\s+/u)
    .map((word) => word.replace(/[^\p{L}\p{M}\p{Co}]+/gu, ''))
    .filter((word) => word !== '');
  const letters = words.join('');
  return words.length < 2 || letters.length < fewestLetters ? undefined : letters;
}

const inSpokenOrder = (said: string): string => said.replace(/^([^,]+),([^,]+)$/u, '$2 $1');
