import type { Definition, Verdict } from '../definitions/index.js';
import type { Dimension, FactKind } from '../facts/index.js';
import { Durations } from './durations.js';
import type { KpiFigure } from './figure.js';
import { NumberSet } from './number-set.js';
import { bandsOf, spreadOf } from './spread.js';

/** Kinds of which a ticket may have several facts in a period; of the others each fact is a ticket of its own. */
const ofSeveral: ReadonlySet<FactKind> = new Set(['contact', 'call', 'next-response']);

/** Whom and what a fact is about, by number. A ticket of 0 is none. */
interface Subject {
  readonly person: number;
  readonly ticket: number;
}

/** One figure while it is being counted. */
export class Tally {
  readonly #tickets: NumberSet | undefined;
  readonly #customers = new NumberSet();
  readonly #durations: Durations | undefined;
  #events = 0;
  #numerator = 0;
  #open = 0;

  constructor(
    private readonly definition: Definition,
    /** What it is told by, and how it is sorted: its period’s place and name, and the values of its group. */
    readonly told: { readonly place: number; readonly period: string; readonly values: readonly string[] },
  ) {
    const { form, kind } = definition;
    if (ofSeveral.has(kind)) this.#tickets = new NumberSet();
    if (form === 'distribution' || form === 'backlog') this.#durations = new Durations();
  }

  add(subject: Subject, verdict: Verdict, ms: number): void {
    if (verdict.open) this.#open += 1;
    if (!verdict.counted) return;
    this.#events += 1;
    this.#numerator += verdict.numerator;
    this.#customers.add(subject.person);
    this.#durations?.add(ms);
    if (this.#tickets !== undefined && subject.ticket !== 0) this.#tickets.add(subject.ticket);
  }

  figure(dimensions: readonly Dimension[]): KpiFigure {
    const { period, values } = this.told;
    return {
      period,
      group: Object.fromEntries(dimensions.map((dimension, place) => [dimension, values[place] ?? ''])),
      counts: { events: this.#events, tickets: this.#tickets?.size ?? this.#events, customers: this.#customers.size },
      open: this.#open,
      provisional: this.#open > 0,
      ...this.#numbers(),
    };
  }

  #numbers(): Pick<KpiFigure, 'value' | 'numerator' | 'denominator' | 'seconds' | 'bands'> {
    const [events, numerator] = [this.#events, this.#numerator];
    const durations = this.#durations?.all ?? new Float64Array();
    switch (this.definition.form) {
      case 'count':
        return { value: events };
      case 'share':
        return { value: events === 0 ? null : numerator / events, numerator, denominator: events };
      case 'distribution': {
        const seconds = spreadOf(durations);
        return { value: seconds.mean, seconds };
      }
      case 'backlog': {
        return { value: events, seconds: spreadOf(durations), bands: bandsOf(durations) };
      }
    }
  }
}
