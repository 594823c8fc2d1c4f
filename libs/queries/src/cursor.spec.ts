import fc from 'fast-check';
import { cursorOf, pageOf, sortKeyOf } from './cursor.js';
import { BadCursor } from './queries.errors.js';

describe('cursors', () => {
  it('carry the sort key of the last row to the next page', () => {
    fc.assert(
      fc.property(fc.string(), fc.maxSafeInteger(), (text, number) => {
        expect(sortKeyOf('timeline', cursorOf('timeline', [text, number]), ['', 0])).toEqual([text, number]);
      }),
    );
  });
  it('are refused by every list but their own', () => {
    expect(() => sortKeyOf('queue', cursorOf('timeline', ['a', 1]), ['', 0])).toThrow(new BadCursor('queue'));
  });
  it.each(['', 'x', '!!', 'bnVsbA', 'e30', Buffer.from('["queue",1]').toString('base64url')])(
    'are refused when they are %j',
    (cursor) => {
      expect(() => sortKeyOf('queue', cursor, ['', 0])).toThrow(BadCursor);
    },
  );
  it('are refused when somebody put another kind of value into them', () => {
    for (const key of [[1, 1], ['a', 'b'], ['a', 1.5], ['a', 1, 2], ['a']]) {
      expect(() => sortKeyOf('queue', cursorOf('queue', key), ['', 0])).toThrow(BadCursor);
    }
  });
  it('are given out only when there is more', () => {
    expect(pageOf([1, 2], 2, String)).toEqual({ rows: [1, 2] });
    expect(pageOf([1, 2, 3], 2, String)).toEqual({ rows: [1, 2], next: '2' });
    expect(pageOf([], 2, String)).toEqual({ rows: [] });
  });
});
