import type { Dimension } from '../facts/index.js';
import { columnOf } from '../measures/index.js';
import type { Measured, Truth } from '../measures/index.js';
import type { Names } from './names.js';

/** Lets facts pass that have a value in a dimension. Each number is looked up once. */
export class Filter {
  readonly #column: number;
  readonly #passes: (0 | 1 | undefined)[] = [];

  constructor(
    private readonly dimension: Dimension,
    private readonly wanted: string,
    private readonly names: Names,
  ) {
    this.#column = columnOf(dimension);
  }

  passing(facts: Measured): Truth {
    const numbers = facts.numbers(this.#column);
    const passing = new Uint8Array(numbers.length);
    for (let place = 0; place < passing.length; place += 1) {
      const number = numbers[place] as number;
      passing[place] = this.#passes[number] ?? this.#lookUp(number);
    }
    return passing;
  }

  #lookUp(number: number): 0 | 1 {
    const passes = this.names.valuesOf(this.dimension, number).includes(this.wanted) ? 1 : 0;
    return (this.#passes[number] = passes);
  }
}
