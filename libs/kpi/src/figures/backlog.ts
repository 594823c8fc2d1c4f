import { quarterMs } from '../measures/index.js';
import { Course } from './course.js';
import type { AgeBand, Spread } from './figure.js';
import { OpenedRanks, reachOf } from './opened-ranks.js';
import type { PeriodEnds } from './period-ends.js';
import type { Spans } from './spans.js';
import { bandDays, bandsOf, meanOf, ranksOf } from './spread.js';

/** What stands at an instant: of how many people, and how old it is. */
export interface Standing {
  readonly tickets: number;
  readonly customers: number;
  readonly seconds: Spread;
  readonly bands: readonly AgeBand[];
}

const dayQuarters = 96;

/**
 * The backlog of one group at the end of each period: a span is noted where it begins to stand and where it ends, however
 * many periods it lasts, and everything that can be summed is summed from one end to the next.
 */
export class Backlog {
  readonly #tickets: Course;
  readonly #customers: Course;
  /** Of the instants of opening: whole quarters since the first, and milliseconds beyond. */
  readonly #quarters: Course;
  readonly #rests: Course;
  /** Of each band: those that are older. */
  readonly #older: readonly Course[];
  readonly #firstQuarter: number;

  constructor(
    private readonly spans: Spans,
    private readonly ends: readonly number[],
    private readonly periodEnds: PeriodEnds,
  ) {
    const course = () => new Course(ends.length);
    [this.#tickets, this.#customers, this.#quarters, this.#rests] = [course(), course(), course(), course()];
    this.#older = bandDays.map(course);
    [this.#firstQuarter] = reachOf(spans.openedQuarters);
  }

  /** Every period’s. `stand` says until which period people stand: room for the number of each, which is used again. */
  standing(stand: Int32Array): readonly Standing[] {
    this.#noteTickets();
    this.#notePeople(stand.fill(0));
    this.#noteAges();
    const [tickets, customers] = [this.#tickets.sums, this.#customers.sums];
    const [quarters, rests] = [this.#quarters.sums, this.#rests.sums];
    const [older, ranks] = [this.#older.map(({ sums }) => sums), new OpenedRanks(this.spans, this.ends.length)];
    return this.ends.map((end, period) => {
      const count = tickets[period] ?? 0;
      ranks.turnTo(period);
      const ageAt = (rank: number) => (end - ranks.openedAt(rank)) / 1000;
      const { median, p90 } = ranksOf(count);
      const mean = () => meanOf(this.#ages(end, count, quarters[period] ?? 0, rests[period] ?? 0), count);
      const none = { mean: null, median: null, p90: null };
      const seconds = count === 0 ? none : { mean: mean(), median: ageAt(median), p90: ageAt(p90) };
      const younger = older.map((sums) => count - (sums[period] ?? 0));
      return { tickets: count, customers: customers[period] ?? 0, seconds, bands: bandsOf(count, younger) };
    });
  }

  #noteTickets(): void {
    const { firsts, lasts, openedQuarters, openedRests } = this.spans;
    for (let span = 0; span < firsts.length; span += 1) {
      const first = firsts[span] as number;
      const last = lasts[span] as number;
      this.#tickets.add(first, last, 1);
      this.#quarters.add(first, last, (openedQuarters[span] as number) - this.#firstQuarter);
      this.#rests.add(first, last, openedRests[span] as number);
    }
  }

  /** A person stands once, whatever spans of it overlap: they come in the order in which they begin. */
  #notePeople(stand: Int32Array): void {
    const { firsts, lasts, persons } = this.spans;
    for (let span = 0; span < firsts.length; span += 1) {
      const person = persons[span] as number;
      const last = lasts[span] as number;
      const until = stand[person] as number;
      if (until >= last) continue;
      const first = firsts[span] as number;
      this.#customers.add(first > until ? first : until, last, 1);
      stand[person] = last;
    }
  }

  /** Most are not a day old at the last end they stand at: they are older than no band. */
  #noteAges(): void {
    const { lasts, openedQuarters } = this.spans;
    const quarters = Int32Array.from(this.ends, (end) => Math.floor(end / quarterMs));
    for (let span = 0; span < lasts.length; span += 1) {
      const lastEnd = quarters[(lasts[span] as number) - 1] as number;
      if (lastEnd - (openedQuarters[span] as number) >= dayQuarters) this.#noteAge(span);
    }
  }

  #noteAge(span: number): void {
    const { firsts, lasts, openedQuarters, openedRests } = this.spans;
    const [first, last] = [firsts[span] as number, lasts[span] as number];
    const [quarter, rest] = [openedQuarters[span] as number, openedRests[span] as number];
    for (let band = 0; band < bandDays.length; band += 1) {
      const over = this.periodEnds.firstFrom(quarter + (bandDays[band] as number) * dayQuarters, rest);
      if (over >= last) return;
      (this.#older[band] as Course).add(Math.max(first, over), last, 1);
    }
  }

  /** The ages of all together, in milliseconds. */
  #ages(end: number, tickets: number, quarters: number, rests: number): bigint {
    const opened = BigInt(this.#firstQuarter) * BigInt(tickets) + BigInt(quarters);
    return BigInt(end) * BigInt(tickets) - opened * BigInt(quarterMs) - BigInt(rests);
  }
}
