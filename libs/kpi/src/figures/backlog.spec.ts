import fc from 'fast-check';
import { inTwo } from '../measures/columns.js';
import { Backlog } from './backlog.js';
import type { Standing } from './backlog.js';
import type { Spans } from './spans.js';
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
type AnySpan = typeof anySpan extends fc.Arbitrary<infer Value> ? Value : never;
const ends = [1, 2, 3, 4, 30].map((at) => at * day);

const begun = (spans: readonly AnySpan[]) => spans.toSorted((one, other) => one.first - other.first);

function columnsOf(spans: readonly AnySpan[]): Spans {
  const column = (of: (span: AnySpan) => number) => Int32Array.from(spans, of);
  return {
    persons: column(({ person }) => person),
    openedQuarters: column(({ openedAt }) => inTwo(openedAt)[0]),
    openedRests: column(({ openedAt }) => inTwo(openedAt)[1]),
    firsts: column(({ first }) => first),
    lasts: column(({ first, periods }) => Math.min(first + periods, ends.length)),
  };
}

/** What a look at every span by itself finds. */
const lookedAt = (spans: readonly AnySpan[]) =>
  ends.map((end, place) => {
    const standing = spans.filter(({ first, periods }) => first <= place && place < first + periods);
    const ages = Float64Array.from(standing, ({ openedAt }) => end - openedAt);
    const younger = bandDays.map((days) => ages.filter((age) => age < days * day).length);
    return {
      tickets: standing.length,
      customers: new Set(standing.map(({ person }) => person)).size,
      seconds: spreadOf(ages),
      bands: bandsOf(ages.length, younger),
    };
  });

describe('a backlog at the end of each period', () => {
  it('is what a look at every span by itself finds, of one group after the other: how many, of how many people, and how old', () => {
    const anySpans = fc.array(anySpan, { maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(fc.array(anySpans, { maxLength: 3 }), (groups) => {
        const backlog = new Backlog(ends);
        for (const spans of groups) {
          const told: Standing[] = [];
          backlog.tell(columnsOf(begun(spans)), (standing, period) => (told[period] = standing));
          expect(told).toEqual(lookedAt(spans));
        }
      }),
    );
  });
});
