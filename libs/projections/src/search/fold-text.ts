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
const onlyAscii = /^[\x20-\x7e\s]*$/;

/**
 * Text as it is searched: spellings people do not tell apart become one. Used for what is indexed and for what is asked
 * alike; a change here changes the pages' version.
 *
 * Folds:   case, width and ligatures (compatibility decomposition); every alef to a bare one; yeh, heh and kaf in all
 *          their forms; hamza on a seat to its seat; Arabic-Indic digits to 0-9.
 * Example: `foldText('إسْتِلام الفـاتورة رقم ١٢٣')` is `'استلام الفاتوره رقم 123'`.
 */
export function foldText(text: string): string {
  if (onlyAscii.test(text)) return text.toLowerCase();
  return foldByTable(text) ?? foldByRules(text);
}

function foldByRules(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(unwritten, '')
    .replace(twinLetters, (letter) => twins[letter] ?? letter)
    .replace(arabicDigits, (digit) => String(digit.charCodeAt(0) & 0xf))
    .normalize('NFC');
}

/** The Latin, Arabic and punctuation characters of nearly every message: each is folded alike wherever it stands. */
const tabled: readonly (readonly [number, number])[] = [
  [0x0000, 0x024f],
  [0x060c, 0x06ff],
  [0x200b, 0x2026],
];
const table: readonly (string | undefined)[] = foldedCharacters();

function foldedCharacters(): (string | undefined)[] {
  const folded = new Array<string | undefined>(0x2027).fill(undefined);
  for (const [from, to] of tabled) {
    for (let code = from; code <= to; code += 1) folded[code] = foldByRules(String.fromCharCode(code));
  }
  return folded;
}

/** The same, several times faster; `undefined` for a text with any other character. */
function foldByTable(text: string): string | undefined {
  let folded = '';
  for (let place = 0; place < text.length; place += 1) {
    const character = table[text.charCodeAt(place)];
    if (character === undefined) return undefined;
    folded += character;
  }
  return folded;
}
