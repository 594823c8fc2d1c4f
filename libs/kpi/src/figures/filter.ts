import { columnOf } from '../measures/index.js';
import type { Measured } from '../measures/index.js';
import type { Dimension } from '../facts/index.js';
import type { Names } from './names.js';

/** Lets facts pass that have a value in a dimension. Each number is looked up once. */
export class Filter {
  readonly #column: number;
  readonly #passes: (boolean | undefined)[] = [];

  constructor(
    private readonly dimension: Dimension,
    private readonly wanted: string,
    private readonly names: Names,
  ) {
    this.#column = columnOf(dimension);
  }

  passes(fact: Measured): boolean {
    const number = fact.number(this.#column);
    return (this.#passes[number] ??= this.names.valuesOf(this.dimension, number).includes(this.wanted));
  }
}
