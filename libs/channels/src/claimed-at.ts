import type { Instant } from '#domain';

/** Milliseconds since 1970 as an instant; `undefined` outside the years 0 to 9999. */
export function instantOfMilliseconds(milliseconds: number): Instant | undefined {
  const date = new Date(milliseconds);
  const isPlain = date.getTime() >= Date.UTC(1970) && date.getTime() < Date.UTC(10_000);
  return isPlain ? date.toISOString() : undefined;
}

/** Unix seconds, as a number or in text, as an instant. */
export const instantOfSeconds = (seconds: string): Instant | undefined =>
  /^\d{1,12}$/.test(seconds) ? instantOfMilliseconds(Number(seconds) * 1000) : undefined;
