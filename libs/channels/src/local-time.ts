import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#domain';
import { instantOfMilliseconds } from './claimed-at.js';

const form = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)$/;
const withOffset = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/;

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

/**
 * An instant as systems write it: with an offset (`2026-03-01T08:00:00+03:00`), or as a wall clock of this zone, with or
 * without seconds. `undefined` for what is neither. Errors: `RangeError` for a zone nobody knows.
 */
export function instantIn(text: string, timeZone: string): Instant | undefined {
  const written = text.trim();
  if (withOffset.test(written)) return instantOfMilliseconds(Date.parse(written));
  const clock = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d$/.test(written) ? `${written}:00` : written;
  return timeZone === 'UTC' ? plainInstant(clock) : instantOfWallClock(clock, timeZone);
}

/** Most tables are in UTC, and a calendar is slow. */
function plainInstant(clock: string): Instant | undefined {
  const [, date, time] = form.exec(clock) ?? [];
  const instant = date === undefined ? undefined : instantOfMilliseconds(Date.parse(`${date}T${time}Z`));
  // A date that is none (30 February) is another day to the engine.
  return instant?.startsWith(date ?? '') === true ? instant : undefined;
}

function wallClock(text: string): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(text);
  } catch {
    return undefined;
  }
}
