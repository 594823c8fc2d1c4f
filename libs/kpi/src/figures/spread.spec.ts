import fc from 'fast-check';
import { bandDays, bandsOf, spreadOf } from './spread.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('durations', () => {
  it('have no mean and no quantile where there are none', () => {
    expect(spreadOf(Float64Array.of())).toEqual({ mean: null, median: null, p90: null });
  });

  it('are told in seconds, the mean rounded half up to a millisecond', () => {
    expect(spreadOf(Float64Array.of(1, 2))).toEqual({ mean: 0.002, median: 0.001, p90: 0.002 });
    expect(spreadOf(Float64Array.of(1, 1, 2))).toMatchObject({ mean: 0.001 });
  });

  it('have quantiles that are values of their own, by nearest rank', () => {
    const tenHours = Array.from({ length: 10 }, (_, place) => (10 - place) * hour);
    expect(spreadOf(Float64Array.from(tenHours))).toEqual({ mean: 19_800, median: 18_000, p90: 32_400 });
    expect(spreadOf(Float64Array.of(...tenHours, 11 * hour))).toMatchObject({ median: 21_600, p90: 36_000 });
  });

  it('have the quantiles that sorting finds, in whatever order they come', () => {
    const some = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(some, (durations) => {
        const sorted = durations.toSorted((one, other) => one - other);
        const at = (share: number) => (sorted[Math.ceil((share * sorted.length) / 10) - 1] ?? NaN) / 1000;
        expect(spreadOf(Float64Array.from(durations))).toMatchObject({ median: at(5), p90: at(9) });
      }),
      { numRuns: 500 },
    );
  });

  it('have the same quantiles where they are many, of minutes or of months', () => {
    const durations = Float64Array.from({ length: 9_000 }, (_, place) => Math.floor(((place * 7_919) % 9_001) ** 2.5));
    const sorted = durations.toSorted();
    expect(spreadOf(durations)).toMatchObject({
      median: (sorted[4_499] ?? NaN) / 1000,
      p90: (sorted[8_099] ?? NaN) / 1000,
    });
  });

  it('fall into bands of age, an age of exactly a day into the second', () => {
    const ages = [0, day - 1, day, 3 * day, 29 * day, 30 * day, 400 * day];
    const younger = bandDays.map((days) => ages.filter((age) => age < days * day).length);
    const bands = bandsOf(ages.length, younger);
    expect(bands.map((band) => band.tickets)).toEqual([2, 1, 1, 0, 1, 2]);
  });
});
