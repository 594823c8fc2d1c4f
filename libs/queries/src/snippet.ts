import { foldText } from '#projections';
import type { SearchTerm } from '#read-store';
import { textDirection } from '#domain';
import type { TextDirection } from '#domain';

/** A piece of the original text around what was found. */
export interface Snippet {
  readonly text: string;
  /** Where in `text` words stand that were looked for: `[start, end)`, in UTF-16 code units. */
  readonly marks: readonly (readonly [number, number])[];
  readonly dir: TextDirection;
}

/** Characters of text before and after the first word found. */
const around = 80;

/** A word as written: letters and digits with the marks, joiners and tatweel that folding drops. */
const writtenWord = /[\p{L}\p{N}\p{M}\p{Co}\u0640\u200b-\u200f]+/gu;

/** The piece of a text in which the first of these terms stands; its beginning where none does. */
export function snippetOf(text: string, terms: readonly SearchTerm[]): Snippet {
  const found = findings(text, terms);
  const [first = 0, firstEnd = 0] = found[0] ?? [];
  const start = wordStart(text, Math.max(0, first - around));
  const end = wordEnd(text, Math.min(text.length, Math.max(firstEnd, start) + around));
  const marks = found
    .filter(([from, to]) => from >= start && to <= end)
    .map(([from, to]) => [from - start, to - start] as const);
  const piece = text.slice(start, end);
  return { text: piece, marks, dir: textDirection(piece) };
}

function findings(text: string, terms: readonly SearchTerm[]): (readonly [number, number])[] {
  const exact = new Set(terms.flatMap(({ words, isBeginning }) => (isBeginning ? words.slice(0, -1) : words)));
  const beginnings = terms.flatMap(({ words, isBeginning }) => (isBeginning ? words.slice(-1) : []));
  const isSought = (word: string) => exact.has(word) || beginnings.some((beginning) => word.startsWith(beginning));
  return [...text.matchAll(writtenWord)]
    .filter(([word]) => isSought(foldText(word)))
    .map(({ 0: word, index }) => [index, index + word.length] as const);
}

/** Cuts between words where one is near, and never inside a character. */
function wordStart(text: string, from: number): number {
  if (from === 0) return 0;
  const space = text.slice(from, from + 20).search(/\s/u);
  return space >= 0 ? from + space + 1 : whole(text, from);
}

function wordEnd(text: string, to: number): number {
  if (to >= text.length) return text.length;
  const space = text.slice(to - 20, to).search(/\s\S*$/u);
  return space >= 0 ? to - 20 + space : whole(text, to);
}

const whole = (text: string, at: number): number => (/[\uDC00-\uDFFF]/u.test(text.charAt(at)) ? at - 1 : at);
