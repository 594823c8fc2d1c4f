import { parseAddressList } from './address-list.js';
import { decodeWords } from './encoded-words.js';
import { parseMessageIds } from './message-ids.js';
import { parseStructured } from './structured-value.js';

/** So long that a reader who looks back, or ahead, at every piece would outlast any test. */
const long = (piece: string): string => piece.repeat(100_000);

// A header is as long as its sender likes it.
describe('a header of a hundred thousand and more characters', () => {
  it.each([
    ['words that never end', long('=?a?q?x ')],
    ['a word that never ends', `=?a?q?${long('x')}`],
    ['empty words', long('=?a?q??=')],
    ['blanks', long(' ')],
    ['opened brackets', long('(')],
    ['comments', long('(a) ')],
    ['opened angles', long('<a')],
    ['lone dots', long('. ')],
    ['lone at signs', long('@ ')],
    ['sections of one text', long('a*1=b; ')],
  ])('is read in one pass where it is %s', (_, header) => {
    expect(typeof decodeWords(header)).toBe('string');
    expect(parseAddressList(header).length).toBeLessThanOrEqual(2_000);
    expect(parseAddressList(`<${header}@x>`)).toHaveLength(1);
    expect(parseStructured(`a/b; ${header}`).value).toBe('a/b');
    expect(parseStructured(`a/b; name=${header}`).value).toBe('a/b');
    expect(parseMessageIds(header).length).toBeLessThanOrEqual(1);
  });
});
