import { foldByRules } from './folding-rules.js';
import { foldByTable } from './folding-table.js';

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
