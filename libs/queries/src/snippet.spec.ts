import fc from 'fast-check';
import { searchTerms } from './search-terms.js';
import { snippetOf } from './snippet.js';

const marked = (text: string, typed: string) => {
  const { text: piece, marks } = snippetOf(text, searchTerms(typed));
  return marks.map(([from, to]) => piece.slice(from, to));
};

describe('a snippet', () => {
  it('marks the words that were found, as they are written', () => {
    expect(marked('Where is my Parcel? The parcel is late.', 'parcel')).toEqual(['Parcel', 'parcel']);
    expect(marked('وصلت الفـاتورة رقم ١٢٣', 'الفاتوره 123')).toEqual(['الفـاتورة', '١٢٣']);
    expect(marked('Refunds are refunded', 'refun*')).toEqual(['Refunds', 'refunded']);
  });
  it('shows a piece of a long text around the first word found', () => {
    const text = `${'before '.repeat(60)}needle ${'after '.repeat(60)}`;
    const snippet = snippetOf(text, searchTerms('needle'));
    expect(snippet.text.length).toBeLessThan(200);
    expect(snippet.text).toMatch(/^before .* needle after .*after$/);
  });
  it('shows the beginning when the words stand elsewhere, in the subject or the name', () => {
    expect(snippetOf('Hello there', searchTerms('lina'))).toEqual({ text: 'Hello there', marks: [], dir: 'ltr' });
  });
  it('says which way it reads', () => {
    expect(snippetOf('أين طلبي؟', searchTerms('طلبي')).dir).toBe('rtl');
  });
  it('never cuts a character in two, and marks only what is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('😀', 'word', ' ', 'كلمة', '𝒳'), { maxLength: 150, size: 'max' }),
        (pieces) => {
          const { text, marks } = snippetOf(pieces.join(''), searchTerms('word'));
          expect(text.isWellFormed()).toBe(true);
          for (const [from, to] of marks) expect([0 <= from, from < to, to <= text.length]).toEqual([true, true, true]);
        },
      ),
    );
  });
});
