import type { Instant } from '#domain';
import { BadTimeZone } from './queries.errors.js';

/** A run of time in which a zone's clocks keep the same distance from UTC. */
export interface OffsetSpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly minutes: number;
}

const quarter = 15 * 60_000;
const day = 24 * 60 * 60_000;

/**
 * Cuts `[from, to)` where the zone's clocks change. Changes happen on quarters of an hour.
 * Errors: `BadTimeZone`.
 */
export function offsetSpans(zone: string, from: Instant, to: Instant): readonly OffsetSpan[] {
  const offsetAt = offsetsOf(zone);
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const spans: OffsetSpan[] = [];
  for (let start = first; start < last;) {
    const minutes = offsetAt(start);
    const end = changeAfter(offsetAt, start, last);
    spans.push({ from: new Date(start).toISOString(), to: new Date(end).toISOString(), minutes });
    start = end;
  }
  return spans;
}

/** The first instant after `start` at which the offset is another one, or `last`. */
function changeAfter(offsetAt: (at: number) => number, start: number, last: number): number {
  const minutes = offsetAt(start);
  let same = start;
  while (same < last && offsetAt(Math.min(same + day, last)) === minutes) same += day;
  if (same >= last) return last;
  let other = Math.min(same + day, last);
  while (other - same > quarter) {
    const middle = same + Math.floor((other - same) / 2 / quarter) * quarter;
    if (offsetAt(middle) === minutes) same = middle;
    else other = middle;
  }
  return other;
}

function offsetsOf(zone: string): (at: number) => number {
  const format = formatOf(zone);
  return (at) => {
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
    const distance = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    return sign === '-' ? -distance : distance;
  };
}

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  } catch {
    throw new BadTimeZone(zone);
  }
}
