import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#domain';

const form = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)$/;

/**
 * The instant of a wall clock in an IANA time zone (`2026-03-01 08:00:00`); `undefined` for what is no date or time.
 * An hour that the clock skipped counts as if it had not been (the later reading); of an hour it showed twice, the
 * first is meant. Errors: `RangeError` for a zone nobody knows.
 */
export function instantOfWallClock(text: string, timeZone: string): Instant | undefined {
  const [, date, time] = form.exec(text.trim()) ?? [];
  if (date === undefined || time === undefined) return undefined;
  const local = wallClock(`${date}T${time}`);
  return local && new Date(local.toZonedDateTime(timeZone).epochMilliseconds).toISOString();
}

function wallClock(text: string): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    return undefined;
  }
}
