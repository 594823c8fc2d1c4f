import { definitionOf, windows } from '../definitions/index.js';
import type { Choice, Definition, Verdict } from '../definitions/index.js';
import type { Dimension } from '../facts/index.js';
import { readerOf } from '../measures/index.js';
import type { FactColumns, Measured, MeasuredSpan } from '../measures/index.js';
import type { KpiFigure, KpiQuestion } from './figure.js';
import { Filter } from './filter.js';
import { Groups } from './groups.js';
import type { Group } from './groups.js';
import type { Names } from './names.js';
import { periodsOf } from './periods.js';
import { Tally } from './tally.js';

/** A period in milliseconds: `from` is in, `to` is out. */
interface Stretch {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Counts facts into the figures of one question. It is given every fact of the definition’s kind that can matter, some
 * at a time, those in time order; what is out of range or filtered it leaves out by itself. Nothing is made of a fact that is counted: a million
 * of them take some hundredths of a second.
 * Errors: `TypeError` for a KPI there is not; `BadTimeZone`.
 */
export class Reckoning {
  readonly #definition: Definition;
  readonly #choice: Choice;
  readonly #periods: readonly Stretch[];
  readonly #filters: readonly Filter[];
  readonly #groups: Groups;
  readonly #fact: Measured;

  constructor(
    private readonly question: KpiQuestion,
    names: Names,
  ) {
    const definition = definitionOf(question.id);
    if (definition === undefined) throw new TypeError(`there is no KPI ${question.id}`);
    this.#definition = definition;
    this.#choice = choiceOf(question);
    this.#periods = stretchesOf(question, definition);
    this.#filters = filtersOf(question).map(([dimension, wanted]) => new Filter(dimension, wanted, names));
    this.#groups = new Groups(question.group, names);
    this.#fact = readerOf(definition.kind);
  }

  /** Counts so many facts that stand in these columns. */
  take(columns: FactColumns, count: number): void {
    const fact = this.#fact;
    fact.columns = columns;
    if (fact.kind !== 'span') return this.#takeRuns(fact, count);
    for (fact.place = 0; fact.place < count; fact.place += 1) this.#takeSpan(fact as MeasuredSpan);
  }

  /** The figures, by period, then by group. */
  figures(): readonly KpiFigure[] {
    if (this.#definition.form === 'backlog' && this.question.group.length === 0) this.#beginAll();
    const tallies = [...this.#groups.all].flatMap((group) => group.tallies.filter((tally) => tally !== undefined));
    return tallies.sort(inOrder).map((tally) => tally.figure(this.question.group));
  }

  /** Facts come in time order, in the runs of each period: where one ends is looked up, not asked of each fact. */
  #takeRuns(fact: Measured, count: number): void {
    const { asOf } = this.#choice;
    const reached = this.#placeAfter(fact, 0, count, asOf + 1);
    fact.place = 0;
    for (
      let start = 0, place = count === 0 ? 0 : firstEnding(this.#periods, fact.at + 1);
      start < reached;
      place += 1
    ) {
      const period = this.#periods[place];
      if (period === undefined) return;
      start = this.#placeAfter(fact, start, reached, period.from);
      const end = this.#placeAfter(fact, start, reached, period.to);
      for (fact.place = start; fact.place < end; fact.place += 1) this.#take(fact, place);
      start = end;
    }
  }

  #take(fact: Measured, place: number): void {
    if (!this.#passes(fact)) return;
    const verdict = this.#definition.judge(fact, this.#choice);
    if (verdict.counted || verdict.open) this.#add(place, fact, verdict, verdict.counted ? verdict.ms : 0);
  }

  /** The place of the first of these facts that is not before an instant. */
  #placeAfter(fact: Measured, start: number, end: number, at: number): number {
    let [low, high] = [start, end];
    while (low < high) {
      fact.place = (low + high) >> 1;
      if (fact.at < at) low = fact.place + 1;
      else high = fact.place;
    }
    return low;
  }

  /** A span counts at the end of every period it covers. */
  #takeSpan(span: MeasuredSpan): void {
    const { at, end, openedAt } = span;
    const first = firstEnding(this.#periods, at);
    if ((this.#periods[first]?.to ?? end) >= end || !this.#passes(span)) return;
    const verdict = this.#definition.judge(span, this.#choice);
    if (!verdict.counted) return;
    for (let place = first; place < this.#periods.length; place += 1) {
      const { to } = this.#periods[place] as Stretch;
      if (to >= end) return;
      this.#add(place, span, verdict, to - openedAt);
    }
  }

  #add(place: number, fact: Measured, verdict: Verdict, ms: number): void {
    for (const group of this.#groups.of(fact)) this.#tallyOf(group, place).add(fact, verdict, ms);
  }

  #tallyOf(group: Group, place: number): Tally {
    return (group.tallies[place] ??= new Tally(this.#definition, {
      place,
      period: this.#periods[place]?.name ?? '',
      values: group.values,
    }));
  }

  #passes(fact: Measured): boolean {
    for (const filter of this.#filters) if (!filter.passes(fact)) return false;
    return true;
  }

  /** A backlog of nothing is one too. */
  #beginAll(): void {
    const whole = this.#groups.of(this.#fact);
    for (const place of this.#periods.keys()) for (const group of whole) this.#tallyOf(group, place);
  }
}

/** A definition's choices as the question makes them. */
export const choiceOf = ({ window, sameTopic, asOf }: KpiQuestion): Choice => ({
  windowMs: windows[window],
  sameTopic,
  asOf: Date.parse(asOf),
});

/** The dimensions a question filters by, and the value it wants of each. */
export const filtersOf = ({ filters }: Pick<KpiQuestion, 'filters'>): readonly (readonly [Dimension, string])[] =>
  Object.entries(filters) as [Dimension, string][];

/** The periods that were reached; of a backlog the last ends no later than the question is put. */
function stretchesOf(question: KpiQuestion, { form }: Definition): readonly Stretch[] {
  const reached = periodsOf(question).filter(({ from }) => from <= question.asOf);
  return reached.map(({ name, from, to }) => {
    const end = form === 'backlog' && to > question.asOf ? question.asOf : to;
    return { name, from: Date.parse(from), to: Date.parse(end) };
  });
}

/** The place of the first period that ends at this instant or later. */
function firstEnding(periods: readonly Stretch[], at: number): number {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((periods[middle]?.to ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inOrder({ told: one }: Tally, { told: other }: Tally): number {
  if (one.place !== other.place) return one.place - other.place;
  for (const [place, value] of one.values.entries()) {
    const against = other.values[place] ?? '';
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
