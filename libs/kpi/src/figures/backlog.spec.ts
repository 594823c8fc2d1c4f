import fc from 'fast-check';
import { inTwo } from '../measures/columns.js';
import { Backlog } from './backlog.js';
import { bandDays, bandsOf, spreadOf } from './spread.js';

const quarter = 15 * 60_000;
const day = 96 * quarter;

const anySpan = fc.record({
  person: fc.integer({ min: 1, max: 5 }),
  openedAt: fc.oneof(
    fc.integer({ min: -40 * day, max: 0 }),
    fc.integer({ min: -3, max: 3 }).map((at) => at * quarter),
  ),
  first: fc.nat({ max: 4 }),
  periods: fc.integer({ min: 1, max: 5 }),
});
const ends = [1, 2, 3, 4, 30].map((at) => at * day);

describe('a backlog at the end of each period', () => {
  it('is what a look at every span by itself finds: how many, of how many people, and how old', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { maxLength: 40, size: 'max' }), (drawn) => {
        const begun = drawn.toSorted((one, other) => one.first - other.first);
        const column = (of: (span: (typeof begun)[number]) => number) => Int32Array.from(begun, of);
        const spans = {
          persons: column(({ person }) => person),
          openedQuarters: column(({ openedAt }) => inTwo(openedAt)[0]),
          openedRests: column(({ openedAt }) => inTwo(openedAt)[1]),
          firsts: column(({ first }) => first),
          lasts: column(({ first, periods }) => Math.min(first + periods, ends.length)),
        };
        const told = new Backlog(ends, 5).standing(spans);
        expect(told).toEqual(
          ends.map((end, place) => {
            const standing = drawn.filter(({ first, periods }) => first <= place && place < first + periods);
            const ages = Float64Array.from(standing, ({ openedAt }) => end - openedAt);
            return {
              tickets: standing.length,
              customers: new Set(standing.map(({ person }) => person)).size,
              seconds: spreadOf(ages),
              bands: bandsOf(
                ages.length,
                bandDays.map((days) => ages.filter((age) => age < days * day).length),
              ),
            };
          }),
        );
      }),
    );
  });
});
