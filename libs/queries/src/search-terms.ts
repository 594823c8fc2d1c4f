import { foldText } from '#projections';

/** What is looked for: words in a row (a phrase, or one word), the last of which may be only a beginning. */
export interface SearchTerm {
  readonly words: readonly string[];
  readonly isBeginning: boolean;
}

/**
 * What somebody typed, as terms that must all be found: "…" is a phrase, `word*` a beginning, an address or number the
 * phrase of its parts. Never a syntax error: what is no word is passed over.
 */
export function searchTerms(typed: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  for (const [piece, phrase] of typed.matchAll(/"([^"]*)"?|[^\s"]+/gu)) {
    const words = wordsOf(phrase ?? piece);
    if (words.length > 0) terms.push({ words, isBeginning: phrase === undefined && piece.endsWith('*') });
  }
  return terms;
}

/** Folded words of a text. */
const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];

/** The terms in SQLite's full-text language. Words hold letters and digits only, so nothing in them needs escaping. */
export const matchExpression = (terms: readonly SearchTerm[]): string =>
  terms.map(({ words, isBeginning }) => `"${words.join(' ')}"${isBeginning ? '*' : ''}`).join(' AND ');
