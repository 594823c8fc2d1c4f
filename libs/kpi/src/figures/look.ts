import { definitionOf, windows } from '../definitions/index.js';
import type { Choice, Definition } from '../definitions/index.js';
import type { Dimension } from '../facts/index.js';
import { columnOf, columns, readerOf } from '../measures/index.js';
import type { FactColumns, Measured } from '../measures/index.js';
import type { KpiQuestion } from './figure.js';
import { Filter } from './filter.js';
import type { Names } from './names.js';
import { periodsOf } from './periods.js';
import type { Picked } from './picked.js';

/** A period in milliseconds: `from` is in, `to` is out. */
export interface PeriodMs {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * How a question looks at facts: in which periods, where they stand, and what each is to it. Nothing is made of a fact
 * that is looked at.
 * Errors: `TypeError` for a KPI there is not; `BadTimeZone`.
 */
export class Look {
  readonly definition: Definition;
  readonly choice: Choice;
  /** Those that were reached, in order and without a gap. */
  readonly periods: readonly PeriodMs[];
  /** Reads the facts that are looked at. */
  readonly fact: Measured;
  readonly #filters: readonly Filter[];
  /** Columns of dimensions that are asked about, and of persons. */
  readonly #others: readonly number[];

  constructor(
    readonly question: KpiQuestion,
    readonly names: Names,
  ) {
    const definition = definitionOf(question.id);
    if (definition === undefined) throw new TypeError(`there is no KPI ${question.id}`);
    this.definition = definition;
    this.choice = choiceOf(question);
    this.periods = periodsMs(question, definition);
    this.fact = readerOf(definition.kind);
    const asked = [...question.group, ...filtersOf(question).map(([dimension]) => dimension)];
    this.#others = [columns.person, columns.ticket, ...asked.map(columnOf)];
    this.#filters = filtersOf(question).map(([dimension, wanted]) => new Filter(dimension, wanted, names));
  }

  /** Picks what counts, or is open, of the facts from `start` to `end` that stand where the question looks. */
  pick(start: number, end: number, picked: Picked): void {
    const { fact, choice } = this;
    const { judge } = this.definition;
    const looksEverywhere = this.#filters.length === 0;
    for (let place = start; place < end; place += 1) {
      fact.place = place;
      if (looksEverywhere || this.passes()) picked.add(place, judge(fact, choice));
    }
  }

  /** Whether the fact that is read stands where the question looks. */
  passes(): boolean {
    for (const filter of this.#filters) if (!filter.passes(this.fact)) return false;
    return true;
  }

  /** Turns to other facts, in time order. */
  turnTo(facts: FactColumns): void {
    this.fact.turnTo(facts, this.#others);
  }

  /** The place of the first of these facts that is not before an instant. */
  placeOf(at: number, start: number, end: number): number {
    const { fact } = this;
    let [low, high] = [start, end];
    while (low < high) {
      fact.place = (low + high) >> 1;
      if (fact.at < at) low = fact.place + 1;
      else high = fact.place;
    }
    return low;
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

/** The place of the first period that ends at this instant or later. */
export function firstEnding(periods: readonly PeriodMs[], at: number): number {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((periods[middle]?.to ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The periods that were reached; of a backlog the last ends no later than the question is put. */
function periodsMs(question: KpiQuestion, { form }: Definition): readonly PeriodMs[] {
  const reached = periodsOf(question).filter(({ from }) => from <= question.asOf);
  return reached.map(({ name, from, to }) => {
    const end = form === 'backlog' && to > question.asOf ? question.asOf : to;
    return { name, from: Date.parse(from), to: Date.parse(end) };
  });
}
