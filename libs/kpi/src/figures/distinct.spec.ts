import fc from 'fast-check';
import { Distinct } from './distinct.js';

describe('distinct numbers', () => {
  it('are counted once each, in whatever portions they come, and anew each time', () => {
    const portion = fc.array(fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 2 ** 20 })), { maxLength: 60, size: 'max' });
    const distinct = new Distinct();
    fc.assert(
      fc.property(fc.array(portion, { maxLength: 5, size: 'max' }), (portions) => {
        expect(distinct.count(portions.map((numbers) => Int32Array.from(numbers)))).toBe(
          new Set(portions.flat().filter((number) => number !== 0)).size,
        );
      }),
      { numRuns: 500 },
    );
  });
});
