import type { AgeBand, Spread } from './figure.js';

/** Mean, median and 90th percentile of whole milliseconds, in seconds; nothing is interpolated. */
export function spreadOf(durations: readonly number[]): Spread {
  const n = durations.length;
  if (n === 0) return { mean: null, median: null, p90: null };
  const sorted = durations.toSorted((one, other) => one - other);
  const sum = sorted.reduce((total, ms) => total + ms, 0);
  const at = (place: number) => (sorted[place - 1] ?? 0) / 1000;
  return {
    mean: Math.floor((2 * sum + n) / (2 * n)) / 1000,
    median: at(Math.ceil(n / 2)),
    p90: at(Math.ceil((9 * n) / 10)),
  };
}

const bandDays = [1, 3, 7, 14, 30, null] as const;
const dayMs = 86_400_000;

/** How many of these ages, in milliseconds, fall into each band. */
export function bandsOf(ages: readonly number[]): readonly AgeBand[] {
  const bandOf = (age: number) => bandDays.find((days) => days === null || age < days * dayMs);
  return bandDays.map((underDays) => ({ underDays, tickets: ages.filter((age) => bandOf(age) === underDays).length }));
}
