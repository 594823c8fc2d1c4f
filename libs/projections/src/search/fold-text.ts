const onlyAscii = /^[\x20-\x7e\s]*$/;
/** Harakat, tanwin, superscript alef and Quranic marks, and tatweel: they lengthen or voice a letter and are often left out. */
const unwritten = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]/g;
const alefs = /[\u0622\u0623\u0625\u0671]/g;
const arabicDigits = /[\u0660-\u0669\u06f0-\u06f9]/g;
/** Marks of direction and joiners that are pasted along and never typed. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text as it is searched: two spellings people do not tell apart become one. Used for what is indexed and for what is
 * asked alike; changing it changes the search pages' version.
 *
 * Folds:   case, width and ligatures (NFKC); every alef to a bare one, alef maqsura and Farsi yeh to yeh, hamza seats
 *          to their letter, teh marbuta to heh, Farsi kaf to kaf; Arabic-Indic digits to 0-9; drops harakat, tatweel
 *          and invisible marks.
 * Example: foldText('إسْتِلام الفـاتورة رقم ١٢٣') is 'استلام الفاتوره رقم 123'.
 */
export function foldText(text: string): string {
  if (onlyAscii.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(unwritten, '')
    .replace(invisible, '')
    .replace(alefs, '\u0627')
    .replace(/[\u0649\u06cc\u0626]/g, '\u064a')
    .replace(/\u0624/g, '\u0648')
    .replace(/\u0629/g, '\u0647')
    .replace(/\u06a9/g, '\u0643')
    .replace(arabicDigits, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}
