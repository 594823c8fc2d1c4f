import fc from 'fast-check';
import { inTwo, quarterMs } from '../measures/columns.js';
import { PeriodEnds } from './period-ends.js';

const quarter = fc.integer({ min: -50, max: 50 });
/** Beyond a whole quarter, mostly just. */
const beyond = fc.oneof(fc.constantFrom(0, 1, quarterMs - 1), fc.nat(quarterMs - 1));
const instant = fc.oneof(
  fc.tuple(quarter, beyond).map(([at, rest]) => at * quarterMs + rest),
  fc.integer({ min: -50 * quarterMs, max: 50 * quarterMs }),
);

describe('ends of periods', () => {
  it('are found by any instant: the first that is not before it, also where the last is cut short', () => {
    fc.assert(
      fc.property(fc.uniqueArray(quarter, { minLength: 1, maxLength: 9 }), beyond, instant, (some, short, at) => {
        const ends = some.sort((one, other) => one - other).map((each) => each * quarterMs);
        ends[ends.length - 1] = Math.max((ends.at(-1) ?? 0) - short, (ends.at(-2) ?? -Infinity) + 1);
        const found = ends.findIndex((end) => end >= at);
        expect(new PeriodEnds(ends).firstFrom(...inTwo(at))).toBe(found < 0 ? ends.length : found);
      }),
      { numRuns: 500 },
    ); // prettier-ignore
  });
});
