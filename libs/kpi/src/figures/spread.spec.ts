import { bandsOf, spreadOf } from './spread.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('durations', () => {
  it('have no mean and no quantile where there are none', () => {
    expect(spreadOf([])).toEqual({ mean: null, median: null, p90: null });
  });

  it('are told in seconds, the mean rounded half up to a millisecond', () => {
    expect(spreadOf([1, 2])).toEqual({ mean: 0.002, median: 0.001, p90: 0.002 });
    expect(spreadOf([1, 1, 2])).toMatchObject({ mean: 0.001 });
  });

  it('have quantiles that are values of their own, by nearest rank', () => {
    const tenHours = Array.from({ length: 10 }, (_, place) => (10 - place) * hour);
    expect(spreadOf(tenHours)).toEqual({ mean: 19_800, median: 18_000, p90: 32_400 });
    expect(spreadOf([...tenHours, 11 * hour])).toMatchObject({ median: 21_600, p90: 36_000 });
  });

  it('fall into bands of age, an age of exactly a day into the second', () => {
    const tickets = bandsOf([0, day - 1, day, 3 * day, 29 * day, 30 * day, 400 * day]).map((band) => band.tickets);
    expect(tickets).toEqual([2, 1, 1, 0, 1, 2]);
  });
});
