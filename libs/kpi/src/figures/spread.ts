import type { AgeBand, Spread } from './figure.js';

/** Mean, median and 90th percentile of whole milliseconds, in seconds; nothing is interpolated. Reorders what it is given. */
export function spreadOf(durations: Float64Array): Spread {
  const n = durations.length;
  if (n === 0) return { mean: null, median: null, p90: null };
  const sum = durations.reduce((total, ms) => total + ms, 0);
  const [middle, ninth] = [Math.ceil(n / 2) - 1, Math.ceil((9 * n) / 10) - 1];
  return {
    mean: Math.floor((2 * sum + n) / (2 * n)) / 1000,
    median: select(durations, middle, 0) / 1000,
    p90: select(durations, ninth, middle) / 1000,
  };
}

/**
 * The value that stands at a place once all are in ascending order, found without sorting: everything lower is brought
 * before it, everything higher behind it. From `begin` on: what is before must be in its own part already.
 */
function select(values: Float64Array, place: number, begin: number): number {
  const at = (index: number): number => values[index] ?? 0;
  let [low, high] = [begin, values.length - 1];
  while (low < high) {
    const pivot = middleOf(at(low), at((low + high) >> 1), at(high));
    let [left, right] = [low, high];
    while (left <= right) {
      while (at(left) < pivot) left += 1;
      while (at(right) > pivot) right -= 1;
      if (left > right) break;
      [values[left], values[right]] = [at(right), at(left)];
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return at(place);
}

const middleOf = (one: number, two: number, three: number): number =>
  Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));

const bandDays = [1, 3, 7, 14, 30, null] as const;
const dayMs = 86_400_000;

/** How many of these ages, in milliseconds, fall into each band. */
export function bandsOf(ages: Float64Array): readonly AgeBand[] {
  const tickets = bandDays.map(() => 0);
  for (const age of ages) {
    const band = bandDays.findIndex((days) => days === null || age < days * dayMs);
    tickets[band] = (tickets[band] ?? 0) + 1;
  }
  return bandDays.map((underDays, band) => ({ underDays, tickets: tickets[band] ?? 0 }));
}
