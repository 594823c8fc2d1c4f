import { dimensions } from '../facts/index.js';
import type { Dimension, KpiFact } from '../facts/index.js';
import { measure } from '../measures/index.js';
import type { KpiFigure, KpiQuestion } from './figure.js';
import { valuesOf } from './names.js';
import { filtersOf } from './look.js';
import { reckoningOf } from './reckoning.js';
import type { Reckoning } from './reckoning.js';

/** Facts are counted some at a time. */
const factsAtOnce = 2048;

/**
 * Counts facts, as they are told, into the figures of one question: what was known once stands in no roll-up. It is given
 * every fact of the definition's kind that can matter, in the order of time.
 * Errors: `BadTimeZone`.
 */
export class Figuring {
  readonly #reckoning: Reckoning;
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [''];
  /** Told, and not counted yet. */
  readonly #facts: Int32Array[] = [];

  constructor(question: KpiQuestion) {
    const names = {
      valuesOf: (dimension: Dimension, number: number) => valuesOf(dimension, this.#names[number] ?? ''),
    };
    this.#reckoning = reckoningOf(question, names);
  }

  add(fact: KpiFact): void {
    const measured = measure(fact, {
      person: this.#numberOf('person', fact.personId),
      ticket: fact.ticketId === '' ? 0 : this.#numberOf('ticket', fact.ticketId),
      dimensions: Object.fromEntries(
        dimensions.map((dimension) => [dimension, this.#numberOf(dimension, nameIn(fact, dimension))]),
      ) as Record<Dimension, number>,
    });
    this.#facts.push(measured);
    if (this.#facts.length === factsAtOnce) this.#count();
  }

  figures(): readonly KpiFigure[] {
    if (this.#facts.length > 0) this.#count();
    return this.#reckoning.figures();
  }

  #count(): void {
    const facts = this.#facts.splice(0);
    this.#reckoning.take({
      count: facts.length,
      of: (column) => Int32Array.from(facts, (fact) => fact[column] ?? 0),
      at: (column, place) => facts[place]?.[column] ?? 0,
      alike: () => undefined,
    });
  }

  #numberOf(of: string, name: string): number {
    const known = this.#numbers.get(`${of} ${name}`);
    if (known !== undefined) return known;
    const number = this.#names.push(name) - 1;
    this.#numbers.set(`${of} ${name}`, number);
    return number;
  }
}

/** The name of where a fact stands in a dimension: of `tag` its whole list. */
export const nameIn = (fact: KpiFact, dimension: Dimension): string =>
  dimension === 'tag' ? JSON.stringify(fact.tags) : fact[dimension];

/** Whether a fact stands where the question looks. */
export const passes = (fact: KpiFact, question: Pick<KpiQuestion, 'filters'>): boolean =>
  filtersOf(question).every(([dimension, wanted]) => valuesOf(dimension, nameIn(fact, dimension)).includes(wanted));
