import { quarterMs } from '../measures/index.js';
import { Chains } from './chains.js';
import { CountedPlaces } from './counted-places.js';
import type { AgeBand, Spread } from './figure.js';
import { bandsOf, meanOf, ranksOf } from './spread.js';
import type { StandingSpans } from './standing-spans.js';

/** What stands at an instant: of how many people, and how old it is. */
export interface Standing {
  readonly tickets: number;
  readonly customers: number;
  readonly seconds: Spread;
  readonly bands: readonly AgeBand[];
}

/**
 * The backlog of one group at the end of each period: a span is put in once and taken out once, however many periods it
 * lasts. Those that stand are counted by the quarter of an hour in which their tickets were opened; only among those of
 * one quarter is it asked which is older.
 */
export class Backlog {
  /** Spans by the period they begin to stand in, by the one they do not any more, by the quarter their ticket was opened in. */
  readonly #begin: Chains;
  readonly #end: Chains;
  readonly #openedIn: Chains;
  readonly #firstQuarter: number;
  readonly #standing: CountedPlaces;
  readonly #ofPerson: Int32Array;
  #tickets = 0;
  #customers = 0;
  /** The sum of the instants of opening: whole quarters since the first, and milliseconds beyond. */
  #openedQuarters = 0;
  #openedRest = 0;

  constructor(
    private readonly spans: StandingSpans,
    private readonly periods: number,
  ) {
    const { count, leastOpened, mostOpened, mostPerson } = spans;
    this.#firstQuarter = count === 0 ? 0 : quarterOf(leastOpened);
    const quarters = count === 0 ? 0 : quarterOf(mostOpened) - this.#firstQuarter + 1;
    [this.#begin, this.#end] = [new Chains(periods, count), new Chains(periods + 1, count)];
    [this.#openedIn, this.#standing] = [new Chains(quarters, count), new CountedPlaces(quarters)];
    this.#ofPerson = new Int32Array(mostPerson + 1);
    for (let span = 0; span < count; span += 1) this.#chain(span);
  }

  /** Every period’s in turn; `ends` are the ends of the periods, in milliseconds. */
  *standing(ends: readonly number[]): Generator<Standing> {
    for (let period = 0; period < this.periods; period += 1) {
      for (let span = this.#begin.first(period); span >= 0; span = this.#begin.after(span)) this.#change(span, 1);
      for (let span = this.#end.first(period); span >= 0; span = this.#end.after(span)) this.#change(span, -1);
      yield this.#standingAt(period, ends[period] ?? 0);
    }
  }

  #chain(span: number): void {
    const { firsts, lasts } = this.spans;
    this.#begin.put(firsts[span] ?? 0, span);
    this.#end.put(lasts[span] ?? 0, span);
    this.#openedIn.put(quarterOf(this.spans.opened[span] ?? 0) - this.#firstQuarter, span);
  }

  /** One more stands, or one less. */
  #change(span: number, by: 1 | -1): void {
    const [opened, person] = [this.spans.opened[span] ?? 0, this.spans.persons[span] ?? 0];
    const quarter = quarterOf(opened);
    const ofPerson = (this.#ofPerson[person] ?? 0) + by;
    this.#ofPerson[person] = ofPerson;
    if (ofPerson === (by > 0 ? 1 : 0)) this.#customers += by;
    this.#tickets += by;
    this.#openedQuarters += by * (quarter - this.#firstQuarter);
    this.#openedRest += by * (opened - quarter * quarterMs);
    this.#standing.change(quarter - this.#firstQuarter, by);
  }

  #standingAt(period: number, end: number): Standing {
    const [tickets, customers] = [this.#tickets, this.#customers];
    const ageAt = (rank: number) => end - this.#openedAt(rank, period);
    const { median, p90 } = ranksOf(tickets);
    const seconds =
      tickets === 0
        ? { mean: null, median: null, p90: null }
        : { mean: this.#meanAge(end), median: ageAt(median) / 1000, p90: ageAt(p90) / 1000 };
    return { tickets, customers, seconds, bands: bandsOf(tickets, (age) => this.#openedAfter(end - age, period)) };
  }

  #meanAge(end: number): number {
    const first = BigInt(this.#firstQuarter) * BigInt(this.#tickets);
    const opened = (first + BigInt(this.#openedQuarters)) * BigInt(quarterMs) + BigInt(this.#openedRest);
    return meanOf(BigInt(end) * BigInt(this.#tickets) - opened, this.#tickets);
  }

  /** When the ticket was opened that comes at this rank, from 1, the youngest first. */
  #openedAt(rank: number, period: number): number {
    const [quarter, rankThere] = this.#standing.ranked(rank);
    const opened = [...this.#openedWithin(quarter, period)].sort((one, other) => other - one);
    return opened[rankThere - 1] ?? 0;
  }

  /** How many that stand were opened after an instant. */
  #openedAfter(instant: number, period: number): number {
    const quarter = quarterOf(instant) - this.#firstQuarter;
    if (quarter < 0) return this.#tickets;
    let after = this.#standing.above(quarter);
    for (const opened of this.#openedWithin(quarter, period)) if (opened > instant) after += 1;
    return after;
  }

  *#openedWithin(quarter: number, period: number): Generator<number> {
    for (let span = this.#openedIn.first(quarter); span >= 0; span = this.#openedIn.after(span)) {
      if (this.spans.standsAt(span, period)) yield this.spans.opened[span] ?? 0;
    }
  }
}

const quarterOf = (at: number): number => Math.floor(at / quarterMs);
