import { quarterMs } from '../measures/index.js';
import type { AgeBand, Spread } from './figure.js';

/** Mean, median and 90th percentile of whole milliseconds, in seconds; nothing is interpolated. Reorders what it is given. */
export function spreadOf(durations: Float64Array): Spread {
  const n = durations.length;
  if (n === 0) return { mean: null, median: null, p90: null };
  const { median, p90 } = ranksOf(n);
  const at = n < many ? (rank: number) => select(durations, rank - 1) : rankedByQuarter(durations);
  return { mean: meanOf(sumOf(durations), n), median: at(median) / 1000, p90: at(p90) / 1000 };
}

/** So many durations are first told apart by their quarters of an hour: what is not near a rank is then not moved at all. */
const many = 4096;
/** Those of so many quarters, 42 days, or more are taken together. */
const mostQuarters = 4096;

/** Finds the value at a rank, from 1 in ascending order. */
function rankedByQuarter(durations: Float64Array): (rank: number) => number {
  const counts = new Int32Array(mostQuarters + 1);
  for (let place = 0; place < durations.length; place += 1) {
    const quarter = Math.min(((durations[place] as number) / quarterMs) | 0, mostQuarters);
    counts[quarter] = (counts[quarter] as number) + 1;
  }
  return (rank) => {
    let [quarter, before] = [0, 0];
    while (before + (counts[quarter] ?? 0) < rank) before += counts[quarter++] ?? 0;
    return select(within(durations, quarter, counts[quarter] ?? 0), rank - before - 1);
  };
}

/** Those of a quarter, of which there are so many. */
function within(durations: Float64Array, quarter: number, count: number): Float64Array {
  const [from, to] = [quarter * quarterMs, quarter === mostQuarters ? Infinity : (quarter + 1) * quarterMs];
  const found = new Float64Array(count);
  for (let place = 0, next = 0; place < durations.length && next < count; place += 1) {
    const ms = durations[place] as number;
    if (ms >= from && ms < to) found[next++] = ms;
  }
  return found;
}

/** Which of so many, from 1 in ascending order, is the median, and which the 90th percentile. */
export const ranksOf = (n: number): { readonly median: number; readonly p90: number } => ({
  median: Math.ceil(n / 2),
  p90: Math.ceil((9 * n) / 10),
});

/**
 * The mean of so many that sum up to so many milliseconds, in seconds: rounded half up to a millisecond. A sum beyond 2^53
 * is exact as a `bigint` alone.
 */
export function meanOf(sum: number | bigint, n: number): number {
  if (typeof sum === 'bigint') return Number((2n * sum + BigInt(n)) / (2n * BigInt(n))) / 1000;
  const rest = sum % n;
  return ((sum - rest) / n + (2 * rest >= n ? 1 : 0)) / 1000;
}

/** Sums stay exact as long as they are below 2^53: some are taken together, and these summed. */
function sumOf(durations: Float64Array): number | bigint {
  if (durations.length <= summedAtOnce) return sumOfFew(durations);
  let sum = 0n;
  for (let start = 0; start < durations.length; start += summedAtOnce)
    sum += BigInt(sumOfFew(durations.subarray(start, start + summedAtOnce)));
  return sum;
}
const summedAtOnce = 4096;
function sumOfFew(durations: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < durations.length; place += 1) sum += durations[place] as number;
  return sum;
}

/**
 * The value that stands at a place once all are in ascending order, found without sorting: everything lower is brought
 * before it, everything higher behind it.
 */
function select(values: Float64Array, place: number): number {
  let [low, high] = [0, values.length - 1];
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

/** Bands of age end at so many days. */
export const bandDays = [1, 3, 7, 14, 30] as const;

const allBands: readonly AgeBand['underDays'][] = [...bandDays, null];
/** Bands of few tickets, by band and by how many: most are such, and one that was told is told again. */
const told: readonly AgeBand[][] = allBands.map(() => []);
const few = 1024;

/** How many of so many tickets fall into each band of age; `younger`: how many are younger than each band ends at. */
export function bandsOf(tickets: number, younger: readonly number[]): readonly AgeBand[] {
  const bands: AgeBand[] = [];
  for (let band = 0, before = 0; band < allBands.length; band += 1) {
    const to = younger[band] ?? tickets;
    bands.push(bandOf(band, to - before));
    before = to;
  }
  return bands;
}

function bandOf(band: number, tickets: number): AgeBand {
  const underDays = allBands[band] ?? null;
  if (tickets >= few) return { underDays, tickets };
  return ((told[band] as AgeBand[])[tickets] ??= Object.freeze({ underDays, tickets }));
}
