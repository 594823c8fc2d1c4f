import { foldText } from '#projections';
import { wordsIn } from '#read-store';
import type { SearchTerm } from '#read-store';

/**
 * What somebody typed, as terms that must all be found: "…" is a phrase, `word*` a beginning, an address or number the
 * phrase of its parts. Never a syntax error: what is no word is passed over.
 */
export function searchTerms(typed: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [piece, phrase] of typed.matchAll(/"([^"]*)"?|[^\s"]+/gu)) {
    const words = wordsIn(foldText(phrase ?? piece));
    if (words.length > 0) terms.push({ words, isBeginning: phrase === undefined && piece.endsWith('*') });
  }
  return terms;
}
