import fc from 'fast-check';
import { matchExpression, searchTerms } from './search-terms.js';

const expression = (typed: string) => matchExpression(searchTerms(typed));

describe('what somebody typed to search', () => {
  it.each([
    ['refund parcel', '"refund" AND "parcel"'],
    ['"my parcel" late', '"my parcel" AND "late"'],
    ['refu*', '"refu"*'],
    ['lina@example.com', '"lina example com"'],
    ['+966 50', '"966" AND "50"'],
    ['الفاتورة', '"الفاتوره"'],
    ['١٢٣', '"123"'],
    ['"unfinished phrase', '"unfinished phrase"'],
    ['  , ؟ ""  ', ''],
    ['NEAR(a b) OR c', '"near a" AND "b" AND "or" AND "c"'],
  ])('%s asks for %s', (typed, asked) => {
    expect(expression(typed)).toBe(asked);
  });
  it('never is a syntax error: only words, quoted, are handed on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(expression(typed)).toMatch(/^$|^"[\p{L}\p{N}\p{Co} ]+"\*?( AND "[\p{L}\p{N}\p{Co} ]+"\*?)*$/u);
      }),
    );
  });
});
