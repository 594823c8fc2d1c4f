import type { Definition } from '../definitions/index.js';
import type { Dimension, FactKind } from '../facts/index.js';
import { columns } from '../measures/index.js';
import type { FactColumns } from '../measures/index.js';
import { Durations } from './durations.js';
import type { KpiFigure } from './figure.js';
import { NumberSet } from './number-set.js';
import type { Picked } from './picked.js';
import { spreadOf } from './spread.js';

/** Kinds of which a ticket may have several facts in a period; of the others each fact is a ticket of its own. */
const ofSeveral: ReadonlySet<FactKind> = new Set(['contact', 'call', 'next-response']);

/** What a figure is told by, and how figures are sorted: its period’s place and name, and the values of its group. */
export interface ToldBy {
  readonly place: number;
  readonly period: string;
  readonly values: readonly string[];
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
    readonly told: ToldBy,
  ) {
    const { form, kind } = definition;
    if (ofSeveral.has(kind)) this.#tickets = new NumberSet();
    if (form === 'distribution') this.#durations = new Durations();
  }

  /** Counts what was picked out of these columns. */
  take(facts: FactColumns, picked: Picked): void {
    this.#events += picked.counted;
    this.#open += picked.open;
    this.#numerator += picked.numerator;
    this.#customers.addAll(facts.of(columns.person), picked);
    this.#tickets?.addAll(facts.of(columns.ticket), picked);
    this.#durations?.addAll(picked);
  }

  figure(dimensions: readonly Dimension[]): KpiFigure {
    const events = this.#events;
    return {
      period: this.told.period,
      group: groupOf(dimensions, this.told),
      counts: { events, tickets: this.#tickets?.size ?? events, customers: this.#customers.size },
      open: this.#open,
      provisional: this.#open > 0,
      ...this.#numbers(),
    };
  }

  #numbers(): Pick<KpiFigure, 'value' | 'numerator' | 'denominator' | 'seconds'> {
    const [events, numerator] = [this.#events, this.#numerator];
    if (this.#durations !== undefined) {
      const seconds = spreadOf(this.#durations.all);
      return { value: seconds.mean, seconds };
    }
    if (this.definition.form === 'count') return { value: events };
    return { value: events === 0 ? null : numerator / events, numerator, denominator: events };
  }
}

/** The value of each dimension a figure is told apart by. */
export const groupOf = (dimensions: readonly Dimension[], { values }: ToldBy): KpiFigure['group'] =>
  Object.fromEntries(dimensions.map((dimension, place) => [dimension, values[place] ?? '']));

/** By period, then by the values of the group. */
export function inOrder({ told: one }: { readonly told: ToldBy }, { told: other }: { readonly told: ToldBy }): number {
  if (one.place !== other.place) return one.place - other.place;
  for (const [place, value] of one.values.entries()) {
    const against = other.values[place] ?? '';
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
