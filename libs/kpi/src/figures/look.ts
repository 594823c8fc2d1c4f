import { definitionOf, windows } from '../definitions/index.js';
import type { Choice, Definition } from '../definitions/index.js';
import type { Dimension } from '../facts/index.js';
import { both, isSo, measured } from '../measures/index.js';
import type { FactColumns, Measured, Truth } from '../measures/index.js';
import type { KpiQuestion } from './figure.js';
import { Filter } from './filter.js';
import type { Names } from './names.js';
import { periodsOf } from './periods.js';

/** A period in milliseconds: `from` is in, `to` is out. */
export interface PeriodMs {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** What facts are to a question. One that does not stand where it looks is neither counted nor open. */
export interface Sight {
  readonly facts: Measured;
  readonly counted: Truth;
  readonly open: Truth;
  /** What each adds to a share. */
  readonly adds: Truth | Int32Array;
  /** How long each lasted; of a distribution. */
  readonly ms: Float64Array | undefined;
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
  readonly #filters: readonly Filter[];

  constructor(
    readonly question: KpiQuestion,
    readonly names: Names,
  ) {
    const definition = definitionOf(question.id);
    if (definition === undefined) throw new TypeError(`there is no KPI ${question.id}`);
    this.definition = definition;
    this.choice = choiceOf(question);
    this.periods = periodsMs(question, definition);
    this.#filters = filtersOf(question).map(([dimension, wanted]) => new Filter(dimension, wanted, names));
  }

  /** Looks at facts. */
  see(columns: FactColumns): Sight {
    const facts = measured(this.definition.kind, columns);
    const { counted, open, adds, ms } = this.definition.judge(facts, this.choice);
    const passing = this.#filters.reduce<Truth>((all, filter) => both(all, filter.passing(facts)), true);
    const seen = both(passing, counted);
    return { facts, counted: seen, open: both(passing, open), adds: addedBy(seen, adds), ms };
  }
}

/** What each adds that is counted; the others add nothing. */
function addedBy(counted: Truth, adds: Truth | Int32Array): Truth | Int32Array {
  if (!(adds instanceof Int32Array)) return both(counted, adds);
  return counted === true ? adds : adds.map((number, place) => (isSo(counted, place) ? number : 0));
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
