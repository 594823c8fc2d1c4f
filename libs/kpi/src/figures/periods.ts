import type { Instant } from '#domain';
import type { Period } from '#queries';
import { offsetSpans } from '#time-zones';
import type { OffsetSpan } from '#time-zones';

/** One period of a question, cut to its range: `from` is in, `to` is out. */
export interface NamedPeriod {
  readonly name: string;
  readonly from: Instant;
  readonly to: Instant;
}

interface Range {
  readonly zone: string;
  readonly by: Period;
  readonly from: Instant;
  readonly to: Instant;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Clocks go back by no more. */
const mostBack = 2 * hour;

/** The periods of a range in local time, in order and without a gap. Errors: `BadTimeZone`. */
export function periodsOf({ zone, by, from, to }: Range): readonly NamedPeriod[] {
  const periods: NamedPeriod[] = [];
  for (const span of offsetSpans(zone, instant(Date.parse(from) - mostBack), to)) {
    for (const piece of piecesOf(span, by)) {
      const last = periods.at(-1);
      if (last !== undefined && goesOn(last, piece, by)) periods[periods.length - 1] = { ...last, to: piece.to };
      else periods.push(piece);
    }
  }
  return periods
    .filter((period) => period.to > from)
    .map((period) => (period.from < from ? { ...period, from } : period));
}

/** A day that has begun goes on, though clocks that go back show the day before again; hours tell their offset. */
const goesOn = (last: NamedPeriod, { name }: NamedPeriod, by: Period): boolean =>
  by === 'hour' ? name === last.name : name <= last.name;

/** Inside one span of offsets local time is UTC and some minutes. */
function* piecesOf({ from, to, minutes }: OffsetSpan, by: Period): Generator<NamedPeriod> {
  const [end, offset] = [Date.parse(to), minutes * minute];
  for (let start = Date.parse(from); start < end;) {
    const next = Math.min(end, nextStart(start + offset, by) - offset);
    yield { name: nameOf(start + offset, minutes, by), from: instant(start), to: instant(next) };
    start = next;
  }
}

const instant = (ms: number): Instant => new Date(ms).toISOString();

/** Where the next period starts, both in local milliseconds. */
function nextStart(local: number, by: Period): number {
  switch (by) {
    case 'hour':
      return Math.floor(local / hour) * hour + hour;
    case 'day':
      return Math.floor(local / day) * day + day;
    case 'week':
      return mondayOf(local) + 7 * day;
    case 'month':
      return Date.UTC(new Date(local).getUTCFullYear(), new Date(local).getUTCMonth() + 1);
    case 'all':
      return Infinity;
  }
}

/** 1970 began on a Thursday. */
const mondayOf = (local: number): number => Math.floor((local + 3 * day) / (7 * day)) * 7 * day - 3 * day;

function nameOf(local: number, minutes: number, by: Period): string {
  switch (by) {
    case 'hour':
      return `${instant(local).slice(0, 13)}${offsetName(minutes)}`;
    case 'day':
      return instant(local).slice(0, 10);
    case 'week':
      return instant(mondayOf(local)).slice(0, 10);
    case 'month':
      return instant(local).slice(0, 7);
    case 'all':
      return '';
  }
}

function offsetName(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}
