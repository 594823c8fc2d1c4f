import type { FactColumns, MeasuredSpan } from '../measures/index.js';
import { Backlog } from './backlog.js';
import type { Standing } from './backlog.js';
import type { KpiFigure } from './figure.js';
import { Groups } from './groups.js';
import { firstEnding } from './look.js';
import type { Look } from './look.js';
import { StandingSpans } from './standing-spans.js';
import { groupOf, inOrder } from './tally.js';
import type { ToldBy } from './tally.js';

interface GroupOfSpans {
  readonly values: readonly string[];
  readonly spans: StandingSpans;
}
interface ToldStanding {
  readonly told: ToldBy;
  readonly standing: Standing;
}

/** Counts spans at the end of every period they cover. */
export class BacklogReckoning {
  readonly #groups: Groups<GroupOfSpans>;
  readonly #span: MeasuredSpan;

  constructor(private readonly look: Look) {
    this.#span = look.fact as MeasuredSpan;
    this.#groups = new Groups(look, (values) => ({ values, spans: new StandingSpans() }));
  }

  /** Spans come in the order of their beginning: the period at whose end the first stands is looked up, then walked on from. */
  take(columns: FactColumns, count: number): void {
    const { look } = this;
    const [span, periods] = [this.#span, look.periods];
    look.turnTo(columns);
    let first = count === 0 ? 0 : firstEnding(periods, span.at);
    for (; span.place < count; span.place += 1) {
      const { at } = span;
      while (first < periods.length && (periods[first]?.to ?? 0) < at) first += 1;
      this.#take(span, first);
    }
  }

  /** A backlog of nothing is one too, unless it is told apart. */
  figures(): readonly KpiFigure[] {
    if (this.#groups.areOne) this.#groups.of(this.#span);
    const told = [...this.#groups.all].flatMap((group) => this.#toldOf(group));
    return told.sort(inOrder).map((each) => this.#figure(each));
  }

  #take(span: MeasuredSpan, first: number): void {
    const { look } = this;
    const { end } = span;
    if ((look.periods[first]?.to ?? end) >= end || !look.passes()) return;
    if (!look.definition.judge(span, look.choice).counted) return;
    const last = this.#firstEndingFrom(first, end);
    for (const { spans } of this.#groups.of(span)) spans.add(span.person, span.openedAt, first, last);
  }

  /** The first period that ends at an instant or later, which mostly is not far. */
  #firstEndingFrom(first: number, at: number): number {
    const { periods } = this.look;
    const near = Math.min(first + 8, periods.length);
    for (let place = first; place < near; place += 1) if ((periods[place]?.to ?? 0) >= at) return place;
    return firstEnding(periods, at);
  }

  #toldOf({ values, spans }: GroupOfSpans): readonly ToldStanding[] {
    const { periods } = this.look;
    const ends = periods.map(({ to }) => to);
    const all = [...new Backlog(spans, periods.length).standing(ends)].map((standing, place) => ({
      told: { place, period: periods[place]?.name ?? '', values },
      standing,
    }));
    return this.#groups.areOne ? all : all.filter(({ standing }) => standing.tickets > 0);
  }

  #figure({ told, standing: { tickets, customers, seconds, bands } }: ToldStanding): KpiFigure {
    return {
      period: told.period,
      group: groupOf(this.look.question.group, told),
      counts: { events: tickets, tickets, customers },
      ...{ open: 0, provisional: false, value: tickets, seconds, bands },
    };
  }
}
