import { quarterMs } from '../measures/index.js';
import { AgeBounds } from './age-bounds.js';
import type { AgeBand, Spread } from './figure.js';
import { startsOf } from './gathered.js';
import { openedOrder } from './opened-order.js';
import type { OpenedOrder } from './opened-order.js';
import type { Spans } from './spans.js';
import { bandDays, bandsOf, meanOf, ranksOf } from './spread.js';
import { StandingPeople } from './standing-people.js';
import { StandingPlaces } from './standing-places.js';

/** What stands at an instant: of how many people, and how old it is. */
export interface Standing {
  readonly tickets: number;
  readonly customers: number;
  readonly seconds: Spread;
  readonly bands: readonly AgeBand[];
}

const nothing: Standing = {
  ...{ tickets: 0, customers: 0, seconds: { mean: null, median: null, p90: null } },
  bands: bandsOf(
    0,
    bandDays.map(() => 0),
  ),
};

/** Spans in the order in which they are put down, and where in it those of each end begin. */
interface Leaving {
  readonly spans: Int32Array;
  readonly starts: Int32Array;
}

/**
 * The backlog of groups at the end of each period, of one after the other: a span is taken up at the first end it stands
 * at and put down at the first it does not, however many lie between. Everything is kept from one end to the next, and
 * only what is taken up or put down changes it.
 */
export class Backlog {
  readonly #bounds: AgeBounds;
  readonly #places = new StandingPlaces();
  readonly #people: StandingPeople;
  #tickets = 0;
  /** Of the instants of opening of all that stand: the sum of their quarters since the first, and of the milliseconds beyond. */
  #quarters = 0;
  #rests = 0;
  /** The same of those that are put down at each end. */
  readonly #leavingQuarters: Float64Array;
  readonly #leavingRests: Float64Array;
  /** How many are younger than each band ends at. */
  readonly #younger: number[] = bandDays.map(() => 0);

  constructor(private readonly ends: readonly number[]) {
    this.#bounds = new AgeBounds(ends);
    this.#people = new StandingPeople(ends.length);
    this.#leavingQuarters = new Float64Array(ends.length + 1);
    this.#leavingRests = new Float64Array(ends.length + 1);
  }

  /** Tells what stands of these spans at the end of each period, in order. */
  tell(spans: Spans, told: (standing: Standing, period: number) => void): void {
    const order = openedOrder(spans.openedQuarters, spans.openedRests);
    const older = this.#bounds.in(order);
    const leaving = leavingOf(spans, this.ends.length);
    this.#begin(spans.firsts.length);
    for (let period = 0, begun = 0; period < this.ends.length; period += 1) {
      begun = this.#takeUp(spans, order, begun, period);
      this.#putDown(order, leaving, period);
      told(this.#standing(order, older, period), period);
    }
  }

  #begin(spans: number): void {
    this.#places.begin(spans);
    this.#people.begin();
    this.#leavingQuarters.fill(0);
    this.#leavingRests.fill(0);
    [this.#tickets, this.#quarters, this.#rests] = [0, 0, 0];
  }

  /** Those that stand at the end of this period for the first time, from one of them on; the one it ends before. */
  #takeUp(spans: Spans, order: OpenedOrder, from: number, period: number): number {
    const { firsts, lasts, openedQuarters, openedRests } = spans;
    const firstQuarter = order.quarters[0] ?? 0;
    const leavingQuarters = this.#leavingQuarters;
    const leavingRests = this.#leavingRests;
    let [span, quarters, rests] = [from, this.#quarters, this.#rests];
    for (; span < firsts.length && (firsts[span] as number) <= period; span += 1) {
      const last = lasts[span] as number;
      const quarter = (openedQuarters[span] as number) - firstQuarter;
      const rest = openedRests[span] as number;
      leavingQuarters[last] = (leavingQuarters[last] as number) + quarter;
      leavingRests[last] = (leavingRests[last] as number) + rest;
      quarters += quarter;
      rests += rest;
    }
    [this.#tickets, this.#quarters, this.#rests] = [this.#tickets + span - from, quarters, rests];
    this.#places.takeAll(order.places, from, span);
    this.#people.takeAll(spans, from, span, period);
    return span;
  }

  #putDown({ places }: OpenedOrder, { spans, starts }: Leaving, period: number): void {
    const from = starts[period] as number;
    const to = starts[period + 1] as number;
    this.#tickets -= to - from;
    this.#quarters -= this.#leavingQuarters[period] as number;
    this.#rests -= this.#leavingRests[period] as number;
    this.#places.leaveAll(places, spans, from, to);
  }

  #standing(order: OpenedOrder, older: Int32Array, period: number): Standing {
    const customers = this.#people.at(period);
    if (this.#tickets === 0) return nothing;
    this.#countYounger(older, period);
    const [tickets, bands] = [this.#tickets, bandsOf(this.#tickets, this.#younger)];
    return { tickets, customers, seconds: this.#ages(this.ends[period] as number, order), bands };
  }

  #countYounger(older: Int32Array, period: number): void {
    const bound = period * bandDays.length;
    let [to, younger] = [Infinity, 0];
    for (let band = 0; band < bandDays.length; band += 1) {
      const from = older[bound + band] as number;
      younger += this.#places.between(from, to);
      this.#younger[band] = younger;
      to = from;
    }
  }

  #ages(end: number, { quarters, rests }: OpenedOrder): Spread {
    const openedAt = (place: number) => (quarters[place] as number) * quarterMs + (rests[place] as number);
    const ageAt = (rank: number) => (end - openedAt(this.#places.fromTop(rank))) / 1000;
    const { median, p90 } = ranksOf(this.#tickets);
    const mean = meanOf(this.#sumOfAges(end - (quarters[0] ?? 0) * quarterMs), this.#tickets);
    return { mean, median: ageAt(median), p90: ageAt(p90) };
  }

  /** In milliseconds; `reach`: from the first quarter in which any was opened. */
  #sumOfAges(reach: number): number | bigint {
    if (Number.isSafeInteger(this.#tickets * reach))
      return this.#tickets * reach - this.#quarters * quarterMs - this.#rests;
    return BigInt(this.#tickets) * BigInt(reach) - BigInt(this.#quarters) * BigInt(quarterMs) - BigInt(this.#rests);
  }
}

function leavingOf({ lasts }: Spans, periods: number): Leaving {
  const starts = startsOf(lasts, periods + 1);
  const places = starts.slice();
  const spans = new Int32Array(lasts.length);
  for (let span = 0; span < lasts.length; span += 1) {
    const last = lasts[span] as number;
    const place = places[last] as number;
    spans[place] = span;
    places[last] = place + 1;
  }
  return { spans, starts };
}
