import type { Definition, Verdict } from '../definitions/index.js';
import { windows } from '../definitions/index.js';
import type { Dimension, KpiFact, SpanFact } from '../facts/index.js';
import type { KpiFigure, KpiQuestion } from './figure.js';
import { periodsOf, placeIn } from './periods.js';
import type { NamedPeriod } from './periods.js';
import { Tally } from './tally.js';

/**
 * Counts facts into the figures of one question. It is given every current fact of the definition's kind that can
 * matter, in any order; what is out of range or filtered it leaves out by itself.
 * Errors: `BadTimeZone`.
 */
export class Figuring {
  readonly #periods: readonly NamedPeriod[];
  readonly #tallies = new Map<string, Tally>();

  constructor(
    private readonly definition: Definition,
    private readonly question: KpiQuestion,
  ) {
    const reached = periodsOf(question).filter(({ from }) => from <= question.asOf);
    this.#periods = definition.form === 'backlog' ? reached.map((period) => cut(period, question)) : reached;
    if (definition.form === 'backlog' && question.group.length === 0) this.#beginAll();
  }

  add(fact: KpiFact): void {
    if (!passes(fact, this.question)) return;
    const verdict = this.definition.judge(fact, choiceOf(this.question));
    if (!verdict.counted && !verdict.open) return;
    if (fact.kind === 'span') this.#addSpan(fact, verdict);
    else if (fact.at <= this.question.asOf) this.#addAt(placeIn(this.#periods, fact.at), fact, verdict);
  }

  /** The figures, by period, then by group. */
  figures(): readonly KpiFigure[] {
    const tallies = [...this.#tallies.values()].sort((one, other) => compared(one.place, other.place));
    return tallies.map((tally) => tally.figure(this.definition.form));
  }

  /** A backlog of nothing is one too. */
  #beginAll(): void {
    for (const [place, { name }] of this.#periods.entries()) this.#tallyOf(name, [place]);
  }

  #tallyOf(period: string, place: readonly [number, ...string[]]): Tally {
    const name = place.join('\u0000');
    const tally = this.#tallies.get(name) ?? new Tally(period, place, this.question.group);
    this.#tallies.set(name, tally);
    return tally;
  }

  /** A span counts at the end of every period it covers. */
  #addSpan(span: SpanFact, verdict: Verdict): void {
    for (const [place, { to }] of this.#periods.entries()) {
      const covers = span.at <= to && (span.end === null || to < span.end);
      if (!covers) continue;
      this.#addAt(place, span, { ...verdict, ms: Date.parse(to) - Date.parse(span.openedAt) } as Verdict);
    }
  }

  #addAt(place: number, fact: KpiFact, verdict: Verdict): void {
    const period = this.#periods[place];
    if (period === undefined) return;
    for (const group of groupsOf(fact, this.question.group)) {
      this.#tallyOf(period.name, [place, ...group]).add(fact, verdict);
    }
  }
}

/** A definition's choices as the question makes them. */
export const choiceOf = ({ window, sameTopic, asOf }: KpiQuestion) => ({ windowMs: windows[window], sameTopic, asOf });

/** Whether a fact stands where the question looks. */
export const passes = (fact: KpiFact, { filters }: Pick<KpiQuestion, 'filters'>): boolean =>
  Object.entries(filters).every(([dimension, wanted]) => valuesOf(fact, dimension as Dimension).includes(wanted));

const cut = (period: NamedPeriod, { asOf }: KpiQuestion): NamedPeriod =>
  period.to > asOf ? { ...period, to: asOf } : period;

const valuesOf = (fact: KpiFact, dimension: Dimension): readonly string[] =>
  dimension === 'tag' ? (fact.tags.length === 0 ? [''] : fact.tags) : [fact[dimension]];

/** Every group a fact stands in: one, unless it has several tags. */
const groupsOf = (fact: KpiFact, dimensions: readonly Dimension[]): readonly (readonly string[])[] =>
  dimensions.reduce<readonly (readonly string[])[]>(
    (groups, dimension) => groups.flatMap((group) => valuesOf(fact, dimension).map((value) => [...group, value])),
    [[]],
  );

function compared(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [place, value] of one.entries()) {
    const against = other[place] ?? '';
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
