import type { FigureForm, Verdict } from '../definitions/index.js';
import type { Dimension, KpiFact } from '../facts/index.js';
import type { KpiFigure } from './figure.js';
import { bandsOf, spreadOf } from './spread.js';

/** One figure while it is being counted. */
export class Tally {
  readonly #tickets = new Set<string>();
  readonly #customers = new Set<string>();
  readonly #durations: number[] = [];
  #events = 0;
  #numerator = 0;
  #open = 0;

  constructor(
    private readonly period: string,
    /** The period’s place and the group’s values: what figures are sorted by. */
    readonly place: readonly [number, ...string[]],
    private readonly dimensions: readonly Dimension[],
  ) {}

  add({ ticketId, personId }: KpiFact, verdict: Verdict): void {
    if (verdict.open) this.#open += 1;
    if (!verdict.counted) return;
    this.#events += 1;
    this.#numerator += verdict.numerator;
    this.#durations.push(verdict.ms);
    this.#customers.add(personId);
    if (ticketId !== '') this.#tickets.add(ticketId);
  }

  figure(form: FigureForm): KpiFigure {
    const [, ...values] = this.place;
    return {
      period: this.period,
      group: Object.fromEntries(this.dimensions.map((dimension, place) => [dimension, values[place] ?? ''])),
      counts: { events: this.#events, tickets: this.#tickets.size, customers: this.#customers.size },
      open: this.#open,
      provisional: this.#open > 0,
      ...this.#told(form),
    };
  }

  #told(form: FigureForm): Pick<KpiFigure, 'value' | 'numerator' | 'denominator' | 'seconds' | 'bands'> {
    const [events, numerator] = [this.#events, this.#numerator];
    switch (form) {
      case 'count':
        return { value: events };
      case 'share':
        return { value: events === 0 ? null : numerator / events, numerator, denominator: events };
      case 'distribution': {
        const seconds = spreadOf(this.#durations);
        return { value: seconds.mean, seconds };
      }
      case 'backlog':
        return { value: events, seconds: spreadOf(this.#durations), bands: bandsOf(this.#durations) };
    }
  }
}
