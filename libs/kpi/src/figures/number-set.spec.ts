import fc from 'fast-check';
import { NumberSet } from './number-set.js';

describe('distinct numbers', () => {
  it('are counted once each, few or many, near to each other or far', () => {
    const number = fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 2 ** 31 - 1 }));
    fc.assert(
      fc.property(fc.array(number, { maxLength: 1_500, size: 'max' }), (numbers) => {
        const set = new NumberSet();
        for (const each of numbers) set.add(each);
        expect(set.size).toBe(new Set(numbers).size);
      }),
      { numRuns: 500 },
    );
  });
});
