/**
 * What people leave out or never typed: accents on Latin letters; harakat, tanwin, madda, hamza seats and Quranic marks
 * on Arabic ones; tatweel; marks of direction and joiners that are pasted along.
 */
const unwritten =
  /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Letters that are told apart in print and mixed up in typing; what stands for all of them. */
const twins: Readonly<Record<string, string>> = {
  '\u0671': '\u0627', // alef wasla: alef
  '\u0649': '\u064a', // alef maqsura: yeh
  '\u06cc': '\u064a', // Farsi yeh: yeh
  '\u06d2': '\u064a', // yeh barree: yeh
  '\u0629': '\u0647', // teh marbuta: heh
  '\u06c1': '\u0647', // heh goal: heh
  '\u06a9': '\u0643', // keheh: kaf
};
const twinLetters = new RegExp(`[${Object.keys(twins).join('')}]`, 'g');
const arabicDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Folds any text, rule by rule. */
export function foldByRules(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(unwritten, '')
    .replace(twinLetters, (letter) => twins[letter] ?? letter)
    .replace(arabicDigits, (digit) => String(digit.charCodeAt(0) & 0xf))
    .normalize('NFC');
}
