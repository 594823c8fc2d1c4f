import fc from 'fast-check';
import { inTwo, never, quarterMs } from '../measures/columns.js';
import { PeriodEnds } from './period-ends.js';

const anyQuarter = fc.integer({ min: -50, max: 50 });
/** Beyond a whole quarter, mostly just. */
const beyond = fc.oneof(fc.constantFrom(0, 1, quarterMs - 1), fc.nat(quarterMs - 1));
const instant = fc.oneof(
  fc.tuple(anyQuarter, beyond).map(([at, rest]) => at * quarterMs + rest),
  fc.integer({ min: -50 * quarterMs, max: 50 * quarterMs }),
);

describe('ends of periods', () => {
  it('are found by any instant: the first that is not before it, also where the last is cut short', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyQuarter, { minLength: 1, maxLength: 9 }), beyond, instant, (some, short, at) => {
        const ends = some.sort((one, other) => one - other).map((each) => each * quarterMs);
        ends[ends.length - 1] = Math.max((ends.at(-1) ?? 0) - short, (ends.at(-2) ?? -Infinity) + 1);
        const found = ends.findIndex((end) => end >= at);
        const place = found < 0 ? ends.length : found;
        const [quarter, rest] = inTwo(at);
        const many = { quarters: Int32Array.of(quarter, never), rests: Int32Array.of(rest, 0) };
        expect(new PeriodEnds(ends).firstFrom(quarter, rest)).toBe(place);
        expect([...new PeriodEnds(ends).firstsFrom(many)]).toEqual([place, ends.length]);
      }),
      { numRuns: 500 },
    ); // prettier-ignore
  });
});
