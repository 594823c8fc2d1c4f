import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Columns of the terminal that a text takes; marks on letters and direction marks take none. */
export const widthOf = (text: string): number => stringWidth(text);

/** The text, cut to at most `most` columns between letters as people see them; `…` stands for what is missing. */
export function cut(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += widthOf(segment);
    if (width > most - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The text, cut to its last letters: what tells paths apart stands at their end. */
export function cutToEnd(text: string, most: number): string {
  if (widthOf(text) <= most) return text;
  const letters = [...graphemes.segment(text)].map(({ segment }) => segment);
  while (letters.length > 0 && widthOf(letters.join('')) > most - 1) letters.shift();
  return `…${letters.join('')}`;
}

/** The text with blanks after it (`start`) or before it (`end`) up to `width` columns. */
export function padded(text: string, width: number, side: 'start' | 'end'): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return side === 'start' ? text + blanks : blanks + text;
}
