import { detect } from 'tinyld';

/** Enough text to tell a language by; more costs time and says nothing new. */
const charactersRead = 240;
const arabicLetters = /[\u0620-\u064a\u066e-\u06d3]/gu;
const latinWords = /[\p{Script=Latin}]+/gu;
const persianOrUrdu = /[\u067e\u0686\u0698\u06a9\u06af\u06cc\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2]/u;
const commonEnglish = new Set(
  'the is are was my i you it to of and not have has in on for with this that can please when where what do your we'.split(
    ' ',
  ),
);

/**
 * The language of a text, ISO 639-1, or empty where there is too little to tell. The desk's first users write Arabic and
 * English, so these two are told by script and by their commonest words, in a microsecond; a library knows the others.
 */
export function languageOf(text: string): string {
  const sample = text.slice(0, charactersRead);
  const arabic = sample.match(arabicLetters)?.length ?? 0;
  const words = sample.match(latinWords) ?? [];
  const latin = words.reduce((sum, { length }) => sum + length, 0);
  if (arabic > latin) return persianOrUrdu.test(sample) ? detect(sample) : 'ar';
  return isPlainEnglish(words) ? 'en' : detect(sample);
}

/** Three different words that no English text can do without, and no other language has all of. */
function isPlainEnglish(words: readonly string[]): boolean {
  const found = new Set(words.map((word) => word.toLowerCase()).filter((word) => commonEnglish.has(word)));
  return found.size >= 3;
}
