import type { Dimension } from '../facts/index.js';
import { columnOf } from '../measures/index.js';
import type { Measured } from '../measures/index.js';
import type { KpiFigure } from './figure.js';
import type { Names } from './names.js';

/** Facts that are told together: those of its cells. */
export interface Group {
  readonly values: readonly string[];
  readonly told: KpiFigure['group'];
  readonly cells: number[];
}

/** What a question tells apart, and what the numbers of that stand for. */
interface ToldApart {
  readonly question: { readonly group: readonly Dimension[] };
  readonly names: Names;
}

/**
 * Tells facts apart. Each combination of numbers that is met is a cell; a cell stands in one group, or, where it has
 * several tags, in that of each.
 */
export class Groups {
  readonly #dimensions: readonly Dimension[];
  readonly #names: Names;
  readonly #steps: readonly Step[];
  readonly #byName = new Map<string, Group>();
  #inOrder: readonly Group[] | undefined;
  #laidOut = 0;
  /** The first cell, as often as it is asked for. */
  #first: Int32Array = new Int32Array();

  constructor({ question, names }: ToldApart) {
    this.#dimensions = question.group;
    this.#names = names;
    this.#steps = question.group.map(() => new Step());
    if (this.areOne) this.#group([]).cells.push(0);
  }

  /** Nothing is told apart: all facts are of one cell and one group. */
  get areOne(): boolean {
    return this.#dimensions.length === 0;
  }

  get cellCount(): number {
    return this.#steps.at(-1)?.count ?? 1;
  }

  /** All groups met so far, in the order of their values. */
  get all(): readonly Group[] {
    for (; this.#laidOut < this.cellCount; this.#laidOut += 1) if (!this.areOne) this.#layOut(this.#laidOut);
    return (this.#inOrder ??= [...this.#byName.values()].sort(byValues));
  }

  /** The cell of each of these facts. */
  cellsOf(facts: Measured): Int32Array {
    if (this.#first.length < facts.count) this.#first = new Int32Array(facts.count);
    let cells: Int32Array = this.#first.subarray(0, facts.count);
    for (const [place, step] of this.#steps.entries()) {
      const column = facts.numbers(columnOf(this.#dimensions[place] as Dimension));
      cells = step.cellsOf(cells, column);
    }
    return cells;
  }

  #layOut(cell: number): void {
    const numbers = this.#numbersOf(cell);
    const told = this.#dimensions.reduce<readonly (readonly string[])[]>(
      (groups, dimension, place) => {
        const values = this.#names.valuesOf(dimension, numbers[place] ?? 0);
        return groups.flatMap((group) => values.map((value) => [...group, value]));
      },
      [[]],
    );
    for (const values of told) this.#group(values).cells.push(cell);
  }

  /** The number a cell has in each dimension. */
  #numbersOf(cell: number): readonly number[] {
    let at = cell;
    return this.#steps.toReversed().map((step) => {
      const [before, number] = step.beginningOf(at);
      at = before;
      return number;
    }).reverse(); // prettier-ignore
  }

  #group(values: readonly string[]): Group {
    const name = values.join('\u0000');
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const told = Object.fromEntries(this.#dimensions.map((dimension, place) => [dimension, values[place] ?? '']));
    const group: Group = { values, told, cells: [] };
    this.#byName.set(name, group);
    this.#inOrder = undefined;
    return group;
  }
}

/** From the cells of the dimensions before to those of one dimension more. */
class Step {
  readonly #cells: number[][] = [];
  readonly #beginnings: (readonly [before: number, number: number])[] = [];

  get count(): number {
    return this.#beginnings.length;
  }

  beginningOf(cell: number): readonly [before: number, number: number] {
    return this.#beginnings[cell] ?? [0, 0];
  }

  cellsOf(before: Int32Array, numbers: Int32Array): Int32Array {
    const [known, cells] = [this.#cells, new Int32Array(before.length)];
    for (let place = 0; place < cells.length; place += 1) {
      const cell = before[place] as number;
      const number = numbers[place] as number;
      cells[place] = known[cell]?.[number] ?? this.#begin(cell, number);
    }
    return cells;
  }

  #begin(before: number, number: number): number {
    const cell = this.#beginnings.push([before, number]) - 1;
    (this.#cells[before] ??= [])[number] = cell;
    return cell;
  }
}

function byValues({ values: one }: Group, { values: other }: Group): number {
  for (const [place, value] of one.entries()) {
    const against = other[place] ?? '';
    if (value !== against) return value < against ? -1 : 1;
  }
  return 0;
}
