import type { AgeBand, Spread } from './figure.js';

/** Mean, median and 90th percentile of whole milliseconds, in seconds; nothing is interpolated. Reorders what it is given. */
export function spreadOf(durations: Float64Array): Spread {
  const n = durations.length;
  if (n === 0) return { mean: null, median: null, p90: null };
  const { median, p90 } = ranksOf(n);
  return {
    mean: meanOf(sumOf(durations), n),
    median: select(durations, median - 1, 0) / 1000,
    p90: select(durations, p90 - 1, median - 1) / 1000,
  };
}

/** Which of so many, from 1 in ascending order, is the median, and which the 90th percentile. */
export const ranksOf = (n: number): { readonly median: number; readonly p90: number } => ({
  median: Math.ceil(n / 2),
  p90: Math.ceil((9 * n) / 10),
});

/** The mean of so many that sum up to so many milliseconds, in seconds: rounded half up to a millisecond. */
export const meanOf = (sum: bigint, n: number): number => Number((2n * sum + BigInt(n)) / (2n * BigInt(n))) / 1000;

/** Sums stay exact as long as they are below 2^53: some are taken together, and these summed. */
function sumOf(durations: Float64Array): bigint {
  const atOnce = 4096;
  let sum = 0n;
  for (let start = 0; start < durations.length; start += atOnce) {
    let some = 0;
    const end = Math.min(start + atOnce, durations.length);
    for (let place = start; place < end; place += 1) some += durations[place] ?? 0;
    sum += BigInt(some);
  }
  return sum;
}

/**
 * The value that stands at a place once all are in ascending order, found without sorting: everything lower is brought
 * before it, everything higher behind it. From `begin` on: what is before must be in its own part already.
 */
function select(values: Float64Array, place: number, begin: number): number {
  let [low, high] = [begin, values.length - 1];
  while (low < high) {
    const pivot = middleOf(values[low] ?? 0, values[(low + high) >> 1] ?? 0, values[high] ?? 0);
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const value = values[left] ?? 0;
      values[left] = values[right] ?? 0;
      values[right] = value;
      left += 1;
      right -= 1;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place] ?? 0;
}

const middleOf = (one: number, two: number, three: number): number =>
  Math.max(Math.min(one, two), Math.min(Math.max(one, two), three));

const bandDays = [1, 3, 7, 14, 30] as const;
const dayMs = 86_400_000;

/** How many of so many tickets fall into each band of age; `younger` says how many are under an age in milliseconds. */
export function bandsOf(tickets: number, younger: (ms: number) => number): readonly AgeBand[] {
  const under = [0, ...bandDays.map((days) => younger(days * dayMs)), tickets];
  return [...bandDays, null].map((underDays, band) => ({
    underDays,
    tickets: (under[band + 1] ?? 0) - (under[band] ?? 0),
  }));
}
