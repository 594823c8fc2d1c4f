import type { SearchTerm } from '../page-sql.port.js';
import type { Row, Table } from '../table.port.js';
import { wordsIn } from '../words.js';

/** Characters of a word that tell it from others: a longer one, which nobody typed, would not fit into the index. */
const toldApartBy = 500;
/** Bytes of one entry's words that are indexed: a `tsvector` holds no more than a megabyte. */
const mostBytes = 1_000_000;

const bar = '|';

const asIndexed = (word: string): string => word.toLowerCase().slice(0, toldApartBy);

/**
 * The words of an entry in a row, a blank before and behind each, so that a phrase is a piece of it. Where a column begins
 * stands a bar, over which no phrase reaches.
 */
export function saidWords({ columns, key }: Table, row: Row): string {
  const texts = Object.keys(columns).filter((column) => !key.includes(column));
  const said = texts.flatMap((column) => [bar, ...wordsIn(String(row[column] ?? '')).map(asIndexed)]);
  return cut(` ${said.join(' ')} `);
}

function cut(said: string): string {
  if (Buffer.byteLength(said) <= mostBytes) return said;
  const begun = Buffer.from(said).subarray(0, mostBytes).toString();
  return begun.slice(0, begun.lastIndexOf(' ') + 1);
}

/** The words that must all stand in an entry, as a `tsquery`. They hold letters and digits only: nothing needs escaping. */
export function wordQuery(terms: readonly SearchTerm[]): string {
  const looked = terms.flatMap(({ words, isBeginning }) =>
    words.map((word, place) => `'${asIndexed(word)}'${isBeginning && place === words.length - 1 ? ':*' : ''}`),
  );
  return looked.join(' & ');
}

/** The phrases that must stand in the words of an entry. */
export const phrasesIn = (terms: readonly SearchTerm[]): readonly string[] =>
  terms
    .filter(({ words }) => words.length > 1)
    .map(({ words, isBeginning }) => ` ${words.map(asIndexed).join(' ')}${isBeginning ? '' : ' '}`);
