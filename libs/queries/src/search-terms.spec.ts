import fc from 'fast-check';
import { searchTerms } from './search-terms.js';

const asked = (typed: string) =>
  searchTerms(typed).map(({ words, isBeginning }) => `${words.join(' ')}${isBeginning ? '*' : ''}`);

describe('what somebody typed to search', () => {
  it.each([
    ['refund parcel', ['refund', 'parcel']],
    ['"my parcel" late', ['my parcel', 'late']],
    ['refu*', ['refu*']],
    ['lina@example.com', ['lina example com']],
    ['+966 50', ['966', '50']],
    ['الفاتورة', ['الفاتوره']],
    ['١٢٣', ['123']],
    ['"unfinished phrase', ['unfinished phrase']],
    ['  , ؟ ""  ', []],
    ['NEAR(a b) OR c', ['near a', 'b', 'or', 'c']],
  ])('%s asks for %j', (typed, terms) => {
    expect(asked(typed)).toEqual(terms);
  });
  it('never is a syntax error: only letters and digits are handed on', () => {
    const letter = fc.oneof(
      fc.constantFrom(...'"* "*ab١ة‏,.@-'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 60, size: 'max' }), (typed) => {
        for (const term of asked(typed)) expect(term).toMatch(/^[\p{L}\p{N}\p{Co} ]+\*?$/u);
      }),
    );
  });
});
