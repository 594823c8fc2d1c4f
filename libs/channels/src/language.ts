import { detectLanguage } from './other-languages.js';

/** Enough text to tell a language by; more costs time and says nothing new. */
const charactersRead = 240;
const latinWords = /\p{Script=Latin}+/gu;
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
  const arabic = arabicLettersIn(sample);
  if (arabic > 0 && (arabic > sample.length / 2 || arabic > latinLettersIn(sample)))
    return persianOrUrdu.test(sample) ? detectLanguage(sample) : 'ar';
  return isPlainEnglish(sample) ? 'en' : detectLanguage(sample);
}

function arabicLettersIn(sample: string): number {
  let letters = 0;
  for (let at = 0; at < sample.length; at++) if (isArabicLetter(sample.charCodeAt(at))) letters++;
  return letters;
}

/** Letters of the Arabic script, without the marks and digits between them. */
const isArabicLetter = (code: number): boolean => code >= 0x620 && code <= 0x6d3 && (code <= 0x64a || code >= 0x66e);

const latinLettersIn = (sample: string): number =>
  (sample.match(latinWords) ?? []).reduce((sum, { length }) => sum + length, 0);

/** Three different words that no English text can do without, and no other language has all of. */
function isPlainEnglish(sample: string): boolean {
  const found = new Set<string>();
  for (const [word] of sample.matchAll(latinWords)) {
    if (commonEnglish.has(word.toLowerCase())) found.add(word.toLowerCase());
    if (found.size >= 3) return true;
  }
  return false;
}
