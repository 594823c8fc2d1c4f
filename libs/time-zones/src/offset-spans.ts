import type { Instant } from '#domain';
import { BadTimeZone } from './time-zones.errors.js';

/** A run of time in which a zone's clocks keep the same distance from UTC. */
export interface OffsetSpan {
  readonly from: Instant;
  readonly to: Instant;
  readonly minutes: number;
}

const quarter = 15 * 60_000;
const day = 24 * 60 * 60_000;

/** The same in milliseconds. */
interface SpanMs {
  readonly from: number;
  readonly to: number;
  readonly minutes: number;
}

/** Years of zones whose changes are remembered: to look for them takes a millisecond or two. */
const mostYears = 200;
const yearsKnown = new Map<string, readonly SpanMs[]>();

/**
 * Cuts `[from, to)` where the zone's clocks change. Changes happen on quarters of an hour.
 * Errors: `BadTimeZone`.
 */
export function offsetSpans(zone: string, from: Instant, to: Instant): readonly OffsetSpan[] {
  const [first, last] = [new Date(from), new Date(to)];
  const spans: SpanMs[] = [];
  for (let year = first.getUTCFullYear(); year <= last.getUTCFullYear(); year += 1) {
    for (const { minutes, ...span } of spansOfYear(zone, year)) {
      const piece = { from: Math.max(span.from, first.getTime()), to: Math.min(span.to, last.getTime()), minutes };
      if (piece.from < piece.to) goOnWith(spans, piece);
    }
  }
  return spans.map((span) => ({
    ...span,
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
  }));
}

/** A new year changes no clocks. */
function goOnWith(spans: SpanMs[], piece: SpanMs): void {
  const last = spans.at(-1);
  if (last?.minutes === piece.minutes) spans[spans.length - 1] = { ...last, to: piece.to };
  else spans.push(piece);
}

function spansOfYear(zone: string, year: number): readonly SpanMs[] {
  const name = `${zone} ${year}`;
  const known = yearsKnown.get(name);
  if (known !== undefined) return known;
  if (yearsKnown.size >= mostYears) yearsKnown.clear();
  const spans = spansBetween(offsetsOf(zone), newYear(year), newYear(year + 1));
  yearsKnown.set(name, spans);
  return spans;
}

const newYear = (year: number): number => new Date(0).setUTCFullYear(year);

function spansBetween(offsetAt: (at: number) => number, first: number, last: number): readonly SpanMs[] {
  const spans: SpanMs[] = [];
  for (let from = first; from < last; from = spans.at(-1)?.to ?? last) {
    spans.push({ from, to: changeAfter(offsetAt, from, last), minutes: offsetAt(from) });
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
